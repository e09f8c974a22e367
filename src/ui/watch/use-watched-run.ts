import { useMemo } from 'react';
import { plannedSteps } from '../../experiment/context';
import { restartPart, type RestartPart } from '../../experiment/field-values';
import type { Experiment } from '../../experiment/schema';
import type { RunRecord } from '../../state/app-state';
import { markGroups, taskStepMarks, type MarkGroup } from '../../state/charts/chart-marks';
import { newRun } from '../../state/runs/new-run';
import { useApp } from '../common/app-store';
import { matchingRun } from '../common/live-readings';
import { taskViews, useTasks, type TaskView } from '../common/tasks/use-tasks';
import { useNetworkText } from '../common/texts/use-network-text';
import { useText } from '../common/texts/use-text';
import { layerNameKey } from './chart/chart-text';

/**
 * The run that the charts show, or the experiment on the desk before the first run. Where that asks
 * for a restart, the charts are of it already: nothing is measured yet, and the run that it takes
 * the place of is the one before.
 */
export interface WatchedRun {
  readonly experiment: Experiment;
  readonly record: RunRecord | undefined;
  /** The run before it, drawn in grey. */
  readonly before: RunRecord | undefined;
  /** What was changed that asks for a restart, while the charts are of a run to come. */
  readonly changed: RestartPart | undefined;
  /**
   * The tasks of its document, in their order; their names and colours are those on the desk while
   * that is the document which is trained.
   */
  readonly tasks: readonly TaskView[];
  /** Names and colours of the tasks in order, and names by id; layers' names by `layerNameKey`. */
  readonly names: readonly string[];
  readonly colours: readonly number[];
  readonly namesById: ReadonlyMap<string, string>;
  /** Other tasks, other charts: changes when the tasks do. */
  readonly tasksKey: string;
  readonly marks: readonly MarkGroup[];
  /** The last step of the plan, or the last one taken where that lies beyond. */
  readonly planned: number;
}

const noMarks: RunRecord['marks'] = [];
const noTaskSteps: RunRecord['series']['taskSteps'] = [];

/** The run to draw. The same object while nothing but its series has grown. */
export function useWatchedRun(): WatchedRun {
  const { language } = useText();
  const network = useNetworkText();
  const runs = useApp((state) => state.session.runs);
  const running = useApp((state) => state.session.running);
  const matches = useApp((state) => matchingRun(state) !== undefined);
  const onDesk = useApp((state) => (matches ? undefined : state.document.experiment));
  const finalStep = useApp((state) => (state.session.phase === 'running' ? 0 : state.session.step));
  const tasksOnDesk = useTasks();
  const newest = runs.at(-1);
  const trained = running ?? newest?.experiment;
  const changed = useMemo(() => (trained === undefined || onDesk === undefined ? undefined : restartPart(trained, onDesk)), [trained, onDesk]);
  const toCome = changed === undefined ? undefined : onDesk;
  const record = useMemo(() => (toCome === undefined ? newest : newRun('', toCome)), [toCome, newest]);
  const before = runs.at(toCome === undefined ? -2 : -1);
  const experiment = toCome ?? trained ?? onDesk;
  if (experiment === undefined) throw new Error('there is always a document on the desk');
  const marks = record?.marks ?? noMarks;
  // The series grows outside React; this list is another one when it has grown.
  const taskSteps = useApp((state) => (toCome === undefined ? state.session.runs.at(-1)?.series.taskSteps : undefined) ?? noTaskSteps);
  return useMemo(() => {
    const shown = record?.experiment ?? experiment;
    const tasks = matches || toCome !== undefined ? tasksOnDesk : taskViews(shown.tasks, language);
    return {
      experiment: shown,
      record,
      before,
      changed,
      tasks,
      names: tasks.map(({ name }) => name),
      colours: tasks.map(({ colour }) => colour),
      namesById: new Map([
        ...tasks.map(({ id, name }): [string, string] => [id, name]),
        ...shown.network.layers.map(({ id }): [string, string] => [layerNameKey(id), network.name(id)]),
      ]),
      tasksKey: tasks.map((task) => `${task.id}:${task.kind}`).join(' '),
      marks: markGroups([...marks, ...taskStepMarks(taskSteps, tasks.map((task) => task.id))]),
      planned: Math.max(plannedSteps(experiment), toCome === undefined ? finalStep : 0),
    };
  }, [record, before, changed, toCome, experiment, marks, taskSteps, finalStep, language, network, matches, tasksOnDesk]);
}
