import { cifar10 } from './cifar10';
import type { DatasetKind } from './dataset-kind';
import { mnist } from './mnist';

/**
 * Every data set by its id. The ids stand in links and in folder names under public/data: never
 * rename one.
 */
export const datasetKinds = { mnist, cifar10 } as const satisfies Record<string, DatasetKind>;

export type DatasetId = keyof typeof datasetKinds;

/** The facts of a data set, typed loosely, for code that treats all alike. */
export function datasetKind(id: DatasetId): DatasetKind {
  return datasetKinds[id];
}
