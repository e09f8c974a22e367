import { lazy, useDeferredValue, useMemo, useState } from 'react';
import { isBetter, metricKind, type Range } from '../../../domain/metrics/metric-kinds';
import type { Estimate } from '../../../domain/metrics/comparing/interval';
import { taskKind } from '../../../domain/tasks/task-kinds';
import type { Experiment } from '../../../experiment/schema';
import type { SweepPlan } from '../../../experiment/studies/plans';
import { progressOf } from '../../../experiment/studies/queue-plan';
import { directionOf, type Objective } from '../../../experiment/studies/results';
import { finishedRuns, type Study } from '../../../experiment/studies/study';
import { cellLabel } from '../../../experiment/naming/study-labels';
import { bestCell, summarise, type BestCell, type CellSummary } from '../../../experiment/studies/summary';
import { cellValues, withSetting } from '../../../experiment/studies/kinds/sweep';
import { ChartBoundary } from '../../charts/chart-boundary';
import { Button } from '../../widgets/button';
import { EstimateView } from '../../common/studies/estimate-view';
import { Late } from '../../widgets/late';
import { metricName, metricText, percentText } from '../../common/texts/metric-text';
import { Select } from '../../widgets/select';
import { StepLengthNote } from '../../common/studies/step-length-note';
import { TaskName } from '../../common/tasks/task-name';
import { taskName } from '../../common/tasks/task-names';
import { usePutOnDesk } from '../../common/use-put-on-desk';
import { usePhrase } from '../../common/texts/use-phrase';
import { useText, type Texts } from '../../common/texts/use-text';
import table from '../../widgets/data-table.module.css';
import styles from './results.module.css';

const Pareto = lazy(() => import('./pareto'));

/**
 * A sweep's table: every setting with its metrics on validation and on test; the best one by what
 * it is chosen by.
 */
export function SweepResult({ study: newest, plan }: { study: Study; plan: SweepPlan }) {
  // Table and picture are drawn when there is time: runs may end several times a second.
  const study = useDeferredValue(newest);
  const texts = useText();
  const { t, code, format } = texts;
  const { base } = study;
  const [preferred, setPreferred] = useState('');
  const finished = useMemo(() => finishedRuns(study), [study]);
  const validation = useMemo(() => summarise(base.tasks, finished, 'validation'), [base, finished]);
  const test = useMemo(() => summarise(base.tasks, finished, 'test'), [base, finished]);
  const objectives = useMemo(() => columnsOf(base.tasks, plan), [base, plan]);
  const objective = objectives.find((one) => keyOf(one) === preferred) ?? objectives[0];
  const best = useMemo(() => (objective === undefined ? undefined : bestCell(base.tasks, finished, objective)), [base, finished, objective]);
  if (validation.length === 0 || objective === undefined) return <p className={styles['soft']}>{t('runs.notYet')}</p>;
  // Numbers keep their order; methods have none, and stand by rank as soon as no row moves any
  // more.
  const rows = plan.axis.kind === 'methods' && progressOf(study).over ? ranked(validation, objective) : validation;
  const share = study.entries[0]?.document.data.validation ?? 0;
  return (
    <div className={styles['result']}>
      <div className={styles['tools']}>
        <label className={styles['choice']}>
          {t('runs.chooseBy')}
          <Select
            value={keyOf(objective)}
            options={objectives.map((one) => ({ value: keyOf(one), label: objectiveText(texts, base.tasks, one) }))}
            onChange={setPreferred}
          />
        </label>
        <span className={styles['soft']}>{t('runs.chosenOn', { share: format.percent(share, 0) })}</span>
      </div>
      <StepLengthNote experiment={base} plan={plan} className={styles['soft']} />
      {best === undefined ? undefined : <Ahead study={study} plan={plan} best={best} />}
      <div className={table['scroll']}>
        <table className={table['table']} data-testid="sweep">
          <caption>{t('runs.sweepTable', { method: code('studies', 'method.student-t') })}</caption>
          <thead>
            <tr>
              <th scope="col">{t('runs.setting')}</th>
              <th scope="col">{t('runs.seedsDone')}</th>
              {objectives.map((one) => (
                <th key={keyOf(one)} scope="col">
                  {one.kind === 'gain' ? undefined : <TaskName tasks={base.tasks} id={one.task} />}{' '}
                  {one.kind === 'metric' ? metricName(texts, one.metric) : t('studies.gain')}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((summary) => (
              <CellRow
                key={summary.cell}
                study={study}
                plan={plan}
                summary={summary}
                test={test.find(({ cell }) => cell === summary.cell)}
                objectives={objectives}
                best={best?.cell === summary.cell}
              />
            ))}
          </tbody>
        </table>
      </div>
      {base.tasks.length < 2 ? undefined : (
        <ChartBoundary fallback={<p>{t('curves.loadFailed')}</p>}>
          <Late fallback={<p className={styles['soft']}>{t('curves.loading')}</p>}>
            <Pareto study={study} plan={plan} cells={validation} />
          </Late>
        </ChartBoundary>
      )}
    </div>
  );
}

function Ahead({ study, plan, best: { runnerUp } }: { study: Study; plan: SweepPlan; best: BestCell }) {
  const { t, code } = useText();
  const phrase = usePhrase();
  if (runnerUp === undefined) return undefined;
  const second = phrase(cellLabel(study.base, plan.axis, runnerUp.cell));
  return <p className={styles['soft']}>{t('runs.ahead', { second, verdict: code('studies', `verdict.${runnerUp.verdict}`) })}</p>;
}

interface CellRowProps {
  readonly study: Study;
  readonly plan: SweepPlan;
  readonly summary: CellSummary;
  readonly test: CellSummary | undefined;
  readonly objectives: readonly Objective[];
  readonly best: boolean;
}

function CellRow({ study: { base }, plan, summary, test, objectives, best }: CellRowProps) {
  const texts = useText();
  const { t, format } = texts;
  const phrase = usePhrase();
  const put = usePutOnDesk();
  const name = phrase(cellLabel(base, plan.axis, summary.cell));
  const use = () => {
    const value = cellValues(plan.axis)[summary.cell];
    const setting = value === undefined ? undefined : withSetting(base, plan.axis, value);
    if (setting?.ok === true) put(setting.value, t('runs.used', { setting: name }));
  };
  return (
    <tr data-chosen={best}>
      <th scope="row">
        {name}
        {best ? <span className={styles['chosen']}>✓ {t('runs.chosen')}</span> : undefined}
        <Button className={styles['use']} title={t('runs.use.about', { setting: name })} onClick={use}>
          {t('runs.use')}
        </Button>
      </th>
      <td>{format.integer(summary.seeds.length)}</td>
      {objectives.map((objective) => {
        const text = (value: number) => scoreText(texts, objective, value);
        const onTest = estimateOf(test, objective);
        const own = estimateOf(summary, objective);
        return (
          <td key={keyOf(objective)}>
            {own === undefined ? '–' : <EstimateView estimate={own} text={text} range={rangeOf(objective)} />}
            {onTest === undefined ? undefined : <span className={styles['test']}>{t('runs.testValue', { value: text(onTest.mean) })}</span>}
          </td>
        );
      })}
    </tr>
  );
}

/** From the best mean to the worst, and what has none behind; equal ones as they were. */
function ranked(cells: readonly CellSummary[], objective: Objective): readonly CellSummary[] {
  const direction = directionOf(objective);
  const worst = direction === 'higher' ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
  const mean = (cell: CellSummary) => {
    const value = estimateOf(cell, objective)?.mean ?? Number.NaN;
    return Number.isNaN(value) ? worst : value;
  };
  return cells.toSorted((one, other) => Number(isBetter(direction, mean(other), mean(one))) - Number(isBetter(direction, mean(one), mean(other))));
}

/**
 * What a sweep is read by: the gain where there are single-task runs, and of every task the metrics that
 * have curves.
 */
function columnsOf(tasks: Experiment['tasks'], { alone }: SweepPlan): readonly Objective[] {
  const metrics = tasks.flatMap(({ id, kind }) => taskKind(kind).metrics.map((metric) => ({ kind: 'metric' as const, task: id, metric })));
  return alone ? [{ kind: 'gain' }, ...metrics] : metrics;
}

function keyOf(objective: Objective): string {
  if (objective.kind === 'gain') return objective.kind;
  return objective.kind === 'metric' ? `${objective.task} ${objective.metric}` : objective.task;
}

function estimateOf(summary: CellSummary | undefined, objective: Objective): Estimate | undefined {
  return summary?.scores.find((score) => keyOf(score.objective) === keyOf(objective))?.estimate;
}

/** The gain has no bounds. */
function rangeOf(objective: Objective): Range | undefined {
  return objective.kind === 'gain' ? undefined : metricKind(objective.kind === 'metric' ? objective.metric : 'loss').range;
}

function scoreText(texts: Texts, objective: Objective, value: number): string {
  if (objective.kind === 'gain') return percentText(texts, value);
  return metricText(texts, objective.kind === 'metric' ? objective.metric : 'loss', value);
}

function objectiveText(texts: Texts, tasks: Experiment['tasks'], objective: Objective): string {
  if (objective.kind === 'gain') return texts.t('studies.gain');
  return texts.t('runs.named', { first: taskName(tasks, objective.task, texts.language), second: metricName(texts, objective.kind === 'metric' ? objective.metric : 'loss') });
}
