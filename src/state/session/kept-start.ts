import { needsRestart } from '../../experiment/field-values';
import { tellsOfKeptWeights, type withoutKeptWeights } from '../../experiment/kept-weights';
import type { Repair } from '../../experiment/repair/repair-log';
import type { Experiment } from '../../experiment/schema';
import type { AppState } from '../app-state';

type Desk = Pick<AppState, 'document' | 'session'>;

/** The current run's start with kept weights, where the run goes on with the document. */
function startOf({ session: { runs, running } }: Desk, experiment: Experiment): Experiment['start'] {
  const start = runs.at(-1)?.experiment.start;
  return start === undefined || running === undefined || needsRestart(running, experiment) ? undefined : start;
}

/**
 * The document on the desk for a link or a file: it names the weights that its run began with, if
 * not with those of its seed, so that whoever opens it hears that they are not there. The same
 * object where there are none.
 */
export function documentToShare(desk: Desk): Experiment {
  const { experiment } = desk.document;
  const start = startOf(desk, experiment);
  return start === undefined ? experiment : { ...experiment, start };
}

/**
 * What is told of a document that comes on the desk: of kept weights nothing, where the current run
 * began with them and goes on with it.
 */
export function repairsToTell(desk: Desk, { experiment, start, repairs }: ReturnType<typeof withoutKeptWeights>): readonly Repair[] {
  const isHere = start !== undefined && startOf(desk, experiment)?.fingerprint === start.fingerprint;
  return isHere ? repairs.filter((repair) => !tellsOfKeptWeights(repair)) : repairs;
}
