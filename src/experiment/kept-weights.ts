import type { Repair } from './repair/repair-log';
import type { Experiment } from './schema';

/** What is told where a document is opened without the weights that its run began with. */
const withoutWeights: Repair = { path: 'start', code: 'kept-weights-elsewhere', params: {} };

/**
 * A document as it can be put on a desk. Of a run that began with kept weights the document names
 * them by their fingerprint (`start`), and neither it nor its link holds them: what is opened begins
 * with the weights of its seed, and that is told.
 */
export function withoutKeptWeights(document: Experiment): {
  readonly experiment: Experiment;
  readonly start: Experiment['start'];
  readonly repairs: readonly Repair[];
} {
  const { start, ...experiment } = document;
  return start === undefined ? { experiment: document, start, repairs: [] } : { experiment, start, repairs: [withoutWeights] };
}

/** True of what `withoutKeptWeights` tells. */
export function tellsOfKeptWeights({ code }: Repair): boolean {
  return code === withoutWeights.code;
}
