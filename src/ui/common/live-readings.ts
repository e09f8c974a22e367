import { cosineMatrix, lowestPair } from '../../domain/metrics/cosines';
import { strandStyles } from '../../domain/network/strands';
import { taskKind } from '../../domain/tasks/task-kinds';
import { testMetricsOf } from '../../experiment/context';
import type { ConflictMeasure } from '../../state/conflict-series';
import type { DocumentSlice, RunRecord, SessionSlice } from '../../state/app-state';

/** A strand's thickness follows the mean of so many last steps. */
const recentSteps = 50;

type TrainedRun = Pick<RunRecord, 'experiment' | 'series'>;

/** The parts of the page's state that live readings come from. */
export interface LiveState {
  readonly document: Pick<DocumentSlice, 'experiment'>;
  readonly session: Pick<SessionSlice, 'phase'> & { readonly runs: readonly TrainedRun[] };
}

/** The current run, if it trains the tasks that are on the desk. */
export function matchingRun({ document, session }: LiveState): TrainedRun | undefined {
  const run = session.runs.at(-1);
  const tasks = document.experiment.tasks;
  if (run === undefined || run.experiment.data.dataset !== document.experiment.data.dataset) return undefined;
  const trained = run.experiment.tasks;
  if (trained.length !== tasks.length) return undefined;
  return trained.every((task, index) => task.id === tasks[index]?.id && task.kind === tasks[index].kind) ? run : undefined;
}

/**
 * The effective weights that strands are drawn by, in the order of the tasks: means over the last 50 steps. Before the first step, for set
 * weights while nothing trains (so that a slider is seen to act), and where the update is no weighted sum, they are the weights as set.
 */
export function strandWeights(state: LiveState): readonly number[] {
  const { experiment } = state.document;
  const set = experiment.tasks.map((task) => task.weight);
  const asSet = experiment.balancing.method === 'static';
  if (asSet && state.session.phase !== 'running') return set;
  const recent = matchingRun(state)?.series.recentWeights(recentSteps);
  return recent?.some(Number.isFinite) === true ? recent : set;
}

/** The strands' styles as one text, "4.75 solid,…": equal texts mean that nothing has to be drawn again. */
export function strandStylesKey(state: LiveState): string {
  return strandStyles(strandWeights(state))
    .map(({ width, fill }) => `${width} ${fill}`)
    .join(',');
}

/** The newest test value of a task's primary metric; undefined where there is none. */
export function newestMetric(state: LiveState, taskId: string): number | undefined {
  const run = matchingRun(state);
  const test = run?.series.tests.findLast(({ split }) => split !== 'validation');
  if (run === undefined || test === undefined) return undefined;
  const index = run.experiment.tasks.findIndex((task) => task.id === taskId);
  const task = run.experiment.tasks[index];
  return task && testMetricsOf(run.experiment, test)[index]?.[taskKind(task.kind).metrics[0]];
}

/** How the tasks pull a layer, or (undefined) all shared weights: the newest measure of the current run, whose tasks are those on the desk. */
export function newestConflict(state: LiveState, layer: string | undefined): ConflictMeasure | undefined {
  return matchingRun(state)?.series.conflicts.newest(layer);
}

/** How the two tasks that disagree the most pull a layer, as "first second cosine" with two digits; '' until it is measured. */
export function pullKey(state: LiveState, layer: string): string {
  const conflict = newestConflict(state, layer);
  if (conflict === undefined) return '';
  const pair = lowestPair(cosineMatrix(conflict.gram, conflict.tasks.length));
  const { tasks } = state.document.experiment;
  const [one, other] = [pair?.first, pair?.second].map((row) => tasks[conflict.tasks[row ?? -1] ?? -1]);
  return pair === undefined || one === undefined || other === undefined ? '' : `${one.id} ${other.id} ${pair.cosine.toFixed(2)}`;
}
