import type { Experiment } from '../../experiment/schema';
import type { RunId } from '../../protocol/messages';
import type { RunRecord } from '../app-state';
import { RunSeries } from './run-series';

/** A run of this document that begins now, with nothing measured yet. */
export function newRun(id: RunId, experiment: Experiment): RunRecord {
  return { id, startedAt: Date.now(), experiment, marks: [], timeline: [], series: new RunSeries() };
}
