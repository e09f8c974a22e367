import { balancingMethod } from '../../domain/balancing/balancing-methods';
import { cosineMatrix, lowestPair } from '../../domain/metrics/conflict/cosines';
import { adversaries } from '../../domain/network/adversaries';
import { strandStyles } from '../../domain/network/strands';
import { needsRestart } from '../../experiment/field-values';
import type { Experiment } from '../../experiment/schema';
import type { TestPoint } from '../../protocol/metrics';
import type { Predictions } from '../../protocol/predictions';
import type { ConflictMeasure } from '../../state/runs/conflict-series';
import type { RunRecord, SessionSlice, ViewSlice } from '../../state/app-state';
import type { DocumentSlice } from '../../state/document/document-state';
import { meanWeights, weightedSince } from '../../state/runs/mean-weights';
import { newestScores, scoresAt } from '../../state/runs/run-scores';
import type { RunScore } from '../../state/runs/run-summary';
import { onTestImages } from '../../state/runs/test-points';

type TrainedRun = Pick<RunRecord, 'experiment' | 'timeline' | 'series'>;

/** The parts of the page's state that live readings come from. */
export interface LiveState {
  readonly view: Pick<ViewSlice, 'atStep'>;
  readonly document: Pick<DocumentSlice, 'experiment'>;
  readonly session: Pick<SessionSlice, 'phase' | 'step' | 'running'> & { readonly runs: readonly TrainedRun[] };
}

let last: { readonly running: Experiment; readonly edited: Experiment; readonly goesOn: boolean } | undefined;

/**
 * True if the training can go on with the edited document. The newest answer is remembered: every
 * reading of a publication asks for it.
 */
function goesOn(running: Experiment, edited: Experiment): boolean {
  if (last?.running !== running || last.edited !== edited) last = { running, edited, goesOn: !needsRestart(running, edited) };
  return last.goesOn;
}

/**
 * The current run, if the document on the desk is what it trains: readings beside the network and
 * the tasks come from it alone. As soon as the document asks for a restart they are of another one
 * and not shown; they are back when the edit is undone.
 */
export function matchingRun({ document, session }: LiveState): TrainedRun | undefined {
  const { running, runs } = session;
  return running !== undefined && goesOn(running, document.experiment) ? runs.at(-1) : undefined;
}

/**
 * True while single steps and measurements are of another document than the one on the desk: of the
 * training under way, until play restarts it.
 */
export function stepsAnother(state: LiveState): boolean {
  const { running, step, phase } = state.session;
  return running !== undefined && step > 0 && phase !== 'failed' && matchingRun(state) === undefined;
}

/**
 * The step from which on the run trains with the method on the desk; undefined where it does not,
 * or not yet.
 */
export function methodSince(state: LiveState): number | undefined {
  const run = matchingRun(state);
  return run === undefined ? undefined : weightedSince(run, state.document.experiment);
}

/**
 * The effective weights that strands are drawn by, in the order of the tasks: means over the last
 * 50 steps with the method on the desk. Before the first of them, for set weights while nothing
 * trains (so that a slider is seen to act), where the update is no weighted sum, and for a task that
 * had no label in these steps, they are what will count: the weights as set where the method goes by
 * them, and for a task that plays against the others; else equal ones, since what the method will
 * give is not known yet.
 */
export function strandWeights(state: LiveState): readonly number[] {
  const { experiment } = state.document;
  const { method } = experiment.balancing;
  const set = experiment.tasks.map((task) => task.weight);
  if (method === 'static' && state.session.phase !== 'running') return set;
  const run = matchingRun(state);
  const recent = run === undefined ? undefined : meanWeights(run, experiment);
  const measured = set.map((_, task) => recent?.[task] ?? Number.NaN);
  const expected = balancingMethod(method).usesPreference ? set : equalWeights(experiment, measured.filter(Number.isFinite));
  return measured.map((own, task) => (Number.isFinite(own) ? own : (expected[task] ?? 0)));
}

/**
 * The same weight for all tasks that a method balances: the mean of those known, else 1. A task
 * that plays against the others has its set weight.
 */
function equalWeights({ network, tasks }: Experiment, known: readonly number[]): readonly number[] {
  const against = adversaries(network, tasks.map(({ id }) => id));
  const equal = known.length === 0 ? 1 : known.reduce((sum, weight) => sum + Math.abs(weight), 0) / known.length;
  return tasks.map(({ id, weight }) => (against.includes(id) ? weight : equal));
}

/**
 * The strands' styles as one text, "4.75 solid,…": equal texts mean that nothing has to be drawn
 * again.
 */
export function strandStylesKey(state: LiveState): string {
  return strandStyles(strandWeights(state))
    .map(({ width, fill }) => `${width} ${fill}`)
    .join(',');
}

/**
 * A task's primary metric at the newest point of the current run, or at the step that is looked back
 * to, with what it was measured on;
 * undefined before the first. The same object until there is a newer one.
 */
export function newestScore(state: LiveState, taskId: string): RunScore | undefined {
  const run = matchingRun(state);
  const { atStep } = state.view;
  const scores = run === undefined ? [] : atStep === undefined ? newestScores(run) : scoresAt(run, atStep);
  return scores.find(({ task }) => task === taskId);
}

/**
 * What the current run answers to the shown test images: the newest answers, or those at the step
 * that is looked back to where they were kept; undefined before the first.
 */
export function shownAnswers(state: LiveState & { readonly session: Pick<SessionSlice, 'predictions'> }): Predictions | undefined {
  const run = matchingRun(state);
  const { atStep } = state.view;
  if (run === undefined) return undefined;
  return (atStep === undefined ? undefined : run.series.answers.at(atStep)) ?? state.session.predictions;
}

/**
 * The newest test on test images that found by what numbers layers mix their inputs; undefined
 * before the first.
 */
export function newestMixing(state: LiveState): TestPoint | undefined {
  return matchingRun(state)?.series.tests.findLast((test) => onTestImages(test) && test.coefficients !== undefined);
}

/**
 * The conflict of the tasks' gradients at a layer, or (undefined) at all shared weights: the newest
 * measure of the current run, whose tasks are those on the desk, or the one at the step that is
 * looked back to.
 */
export function newestConflict(state: LiveState, layer: string | undefined): ConflictMeasure | undefined {
  const conflicts = matchingRun(state)?.series.conflicts;
  const { atStep } = state.view;
  return atStep === undefined ? conflicts?.newest(layer) : conflicts?.upTo(layer, atStep);
}

/** A badge tells the mean over so many measures: a single one swings with its batch. */
export const badgeMeasures = 5;

/**
 * The two tasks whose gradients conflict the most at one of some layers by the mean of their
 * cosines over the last measures, as "first second cosine layer" with two digits; '' until it is
 * measured.
 */
export function conflictKey(state: LiveState, layers: readonly string[]): string {
  const keys = layers.map((layer) => layerConflict(state, layer)).filter((key) => key !== '');
  return keys.sort((one, other) => cosineOf(one) - cosineOf(other))[0] ?? '';
}

function cosineOf(key: string): number {
  return Number(key.split(' ')[2]);
}

function layerConflict(state: LiveState, layer: string): string {
  const { atStep } = state.view;
  const measures = matchingRun(state)?.series.conflicts.last(layer, badgeMeasures, atStep) ?? [];
  const rows = measures.at(-1)?.tasks ?? [];
  const cosines = measures.map(({ gram }) => cosineMatrix(gram, rows.length));
  const mean = rows.map((_, row) => rows.map((_other, column) => meanOf(cosines.map((matrix) => matrix[row]?.[column] ?? Number.NaN))));
  const pair = lowestPair(mean);
  const { tasks } = state.document.experiment;
  const [one, other] = [pair?.first, pair?.second].map((row) => tasks[rows[row ?? -1] ?? -1]);
  return pair === undefined || one === undefined || other === undefined ? '' : `${one.id} ${other.id} ${pair.cosine.toFixed(2)} ${layer}`;
}

/** The mean of those that are numbers; NaN where none is. */
function meanOf(values: readonly number[]): number {
  const known = values.filter((value) => !Number.isNaN(value));
  return known.reduce((sum, value) => sum + value, 0) / known.length;
}
