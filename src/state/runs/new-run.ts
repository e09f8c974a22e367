import type { Experiment } from '../../experiment/schema';
import type { RunId } from '../../protocol/messages';
import type { RunRecord } from '../app-state';
import { RunSeries } from './run-series';
import type { RunSource } from './run-summary';

/**
 * A run of this document that begins now, with nothing measured yet; `keptFrom`: where the weights
 * are from that it begins with, if not from the seed.
 */
export function newRun(id: RunId, experiment: Experiment, keptFrom?: RunSource): RunRecord {
  return { id, startedAt: Date.now(), experiment, ...(keptFrom === undefined ? {} : { keptFrom }), marks: [], timeline: [], series: new RunSeries() };
}
