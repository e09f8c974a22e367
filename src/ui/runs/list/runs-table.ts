import { taskKind } from '../../../domain/tasks/task-kinds';
import type { Experiment } from '../../../experiment/schema';
import { scoreOf } from '../../../experiment/studies/results';
import type { StudyEntry } from '../../../experiment/studies/study';
import type { RunScore } from '../../../state/runs/run-summary';
import { taskName } from '../../common/tasks/task-names';
import type { TextTable } from '../../common/tables/table-text';
import { metricName, metricText } from '../../common/texts/metric-text';
import type { Texts } from '../../common/texts/use-text';

/** A run as it stands in the table to copy. */
export interface ListedRun {
  readonly name: string;
  readonly experiment: Experiment;
  /** Among which its tasks have their names. */
  readonly tasks: Experiment['tasks'];
  readonly scores: readonly RunScore[];
  readonly steps: number | undefined;
  /** Milliseconds since 1970; undefined where that is not known. */
  readonly begun: number | undefined;
}

/** The list of runs as a table: a column for each metric of each task, by their names. */
export function runsTable(texts: Texts, runs: readonly ListedRun[]): TextTable {
  const { t, code, format, language } = texts;
  const named = (tasks: Experiment['tasks'], { task, metric }: RunScore) =>
    t('runs.named', { first: taskName(tasks, task, language), second: metricName(texts, metric) });
  const columns = [...new Set(runs.flatMap(({ tasks, scores }) => scores.map((score) => named(tasks, score))))];
  return {
    caption: t('runs.list'),
    head: [t('runs.name'), t('runs.method'), ...columns, t('runs.step'), t('runs.begun')],
    rows: runs.map(({ name, experiment, tasks, scores, steps, begun }) => {
      const values = new Map(scores.map((score) => [named(tasks, score), metricText(texts, score.metric, score.value)]));
      return [
        name,
        code('balancing', experiment.balancing.method),
        ...columns.map((column) => values.get(column) ?? ''),
        steps === undefined ? '' : format.integer(steps),
        begun === undefined ? '' : format.moment(begun),
      ];
    }),
  };
}

/** The primary metric of every task of a study's run, on all test images; none before it is over. */
export function entryScores({ document, result }: Pick<StudyEntry, 'document' | 'result'>): readonly RunScore[] {
  if (result === null) return [];
  return document.tasks.map(({ id, kind }) => {
    const [metric] = taskKind(kind).metrics;
    return { task: id, metric, value: scoreOf(document.tasks, result.tasks, { kind: 'metric', task: id, metric }, 'test') };
  });
}
