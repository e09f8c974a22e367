import type { OptimizerId } from '../../domain/optimizers/optimizer-kinds';
import { adagrad } from './adagrad';
import { adam } from './adam';
import { adamw } from './adamw';
import { momentum } from './momentum';
import { nesterov } from './nesterov';
import { rmsprop } from './rmsprop';
import { sgd } from './sgd';
import type { UpdateRule } from './update-rule';

/** The rule of every optimiser. */
export const updateRules: Readonly<Record<OptimizerId, UpdateRule>> = { sgd, momentum, nesterov, adagrad, rmsprop, adam, adamw };
