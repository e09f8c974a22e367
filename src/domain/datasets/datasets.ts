import { cifar10 } from './cifar10';
import { colouredDigits } from './coloured-digits';
import type { Dataset } from './dataset';
import { digitHunt } from './digit-hunt';
import { drawingStyles } from './drawing-styles';
import { mnist } from './mnist';
import { multiMnist } from './multi-mnist';
import { turnedDigits } from './turned-digits';
import { turnedPhotos } from './turned-photos';
import { twoDigits } from './two-digits';

/**
 * Every data set by its id, in the order in which they are offered. The ids stand in links and in
 * folder names under public/data: never rename one.
 */
export const datasets = {
  mnist,
  'multi-mnist': multiMnist,
  'drawing-styles': drawingStyles,
  'coloured-digits': colouredDigits,
  'turned-digits': turnedDigits,
  'digit-hunt': digitHunt,
  'two-digits': twoDigits,
  cifar10,
  'turned-photos': turnedPhotos,
} as const satisfies Record<string, Dataset>;

export type DatasetId = keyof typeof datasets;

/**
 * The facts of a built-in data set; whoever has a document asks `datasetOf` of experiment/context.
 */
export function datasetById(id: DatasetId): Dataset {
  return datasets[id];
}
