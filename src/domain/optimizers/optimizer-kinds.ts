import { adagrad } from './adagrad';
import { adam } from './adam';
import { adamw } from './adamw';
import { momentum } from './momentum';
import { nesterov } from './nesterov';
import type { OptimizerKind } from './optimizer-kind';
import { rmsprop } from './rmsprop';
import { sgd } from './sgd';

/** Every optimiser by its id. The ids stand in links: never rename one. */
export const optimizerKinds = { sgd, momentum, nesterov, adagrad, rmsprop, adam, adamw } as const satisfies Record<string, OptimizerKind>;

export type OptimizerId = keyof typeof optimizerKinds;

/** The description of an optimiser, typed loosely, for code that treats all alike. */
export function optimizerKind(id: OptimizerId): OptimizerKind {
  return optimizerKinds[id];
}
