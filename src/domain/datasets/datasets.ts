import { cifar10 } from './cifar10';
import type { Dataset } from './dataset';
import { digitHunt } from './digit-hunt';
import { mnist } from './mnist';
import { twoDigits } from './two-digits';

/**
 * Every data set by its id. The ids stand in links and in folder names under public/data: never
 * rename one.
 */
export const datasets = { mnist, cifar10, 'digit-hunt': digitHunt, 'two-digits': twoDigits } as const satisfies Record<string, Dataset>;

export type DatasetId = keyof typeof datasets;

/**
 * The facts of a built-in data set; whoever has a document asks `datasetOf` of experiment/context.
 */
export function datasetById(id: DatasetId): Dataset {
  return datasets[id];
}
