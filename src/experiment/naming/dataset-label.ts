import type { Experiment } from '../schema';
import { phrase, type Phrase } from './phrase';

/** The name of a document's data set, for every text about it: its file's, where it is not built in. */
export function datasetLabel({ dataset, own }: Experiment['data']): Phrase | string {
  return own === undefined ? phrase('canvas', `dataset.${dataset}`) : own.name;
}
