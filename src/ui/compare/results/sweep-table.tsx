import type { SweepPlan } from '../../../experiment/studies/plans';
import type { Objective } from '../../../experiment/studies/results';
import type { Study } from '../../../experiment/studies/study';
import type { CellSummary } from '../../../experiment/studies/summary';
import { EstimateView } from '../../common/studies/estimate-view';
import { CopyTable } from '../../common/tables/copy-table';
import { TaskName } from '../../common/tasks/task-name';
import { metricName } from '../../common/texts/metric-text';
import { useText } from '../../common/texts/use-text';
import { Button } from '../../widgets/button';
import { HelpTerm } from '../../widgets/popups/help';
import table from '../../widgets/data-table.module.css';
import { estimateOf, keyOf, rangeOf, scoreText } from './objectives';
import { useSetting } from './use-setting';
import styles from './results.module.css';

interface SweepTableProps {
  readonly study: Study;
  readonly plan: SweepPlan;
  /** On validation. */
  readonly rows: readonly CellSummary[];
  readonly test: readonly CellSummary[];
  readonly objectives: readonly Objective[];
  readonly best: number | undefined;
}

/** Every setting with its metrics on validation and on test. */
export function SweepTable({ study, plan, rows, test, objectives, best }: SweepTableProps) {
  const texts = useText();
  const { t, code } = texts;
  const { base } = study;
  const method = rows[0]?.scores[0]?.estimate.method ?? 'student-t';
  return (
    <CopyTable>
      <table className={table['table']} data-testid="sweep">
        <caption>{t('compare.sweepTable', { method: code('studies', `method.${method}`) })}</caption>
        <thead>
          <tr>
            <th scope="col">{t('compare.setting')}</th>
            <th scope="col">{t('compare.seedsDone')}</th>
            {objectives.map((one) => (
              <th key={keyOf(one)} scope="col">
                {one.kind === 'gain' ? (
                  <HelpTerm text={{ about: t('studies.gain.about'), formula: t('studies.gain.formula'), note: t('studies.gain.note') }}>{t('studies.gain')}</HelpTerm>
                ) : (
                  <>
                    <TaskName tasks={base.tasks} id={one.task} /> {metricName(texts, one.kind === 'metric' ? one.metric : 'loss')}
                  </>
                )}
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
              best={best === summary.cell}
            />
          ))}
        </tbody>
      </table>
    </CopyTable>
  );
}

interface CellRowProps {
  readonly study: Study;
  readonly plan: SweepPlan;
  readonly summary: CellSummary;
  readonly test: CellSummary | undefined;
  readonly objectives: readonly Objective[];
  readonly best: boolean;
}

function CellRow({ study, plan, summary, test, objectives, best }: CellRowProps) {
  const texts = useText();
  const { t, format } = texts;
  const { setting, use } = useSetting(study, plan, summary.cell);
  return (
    <tr data-chosen={best}>
      <th scope="row">
        {setting}
        {best ? (
          <span className={styles['chosen']} data-copy="aside">
            ✓ {t('compare.chosen')}
          </span>
        ) : undefined}
        <Button className={styles['use']} title={t('compare.use.about', { setting })} data-copy="skip" onClick={use}>
          {t('compare.useThis')}
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
            {onTest === undefined ? undefined : (
              <span className={styles['test']} data-copy="aside">
                {t('compare.testValue', { value: text(onTest.mean) })}
              </span>
            )}
          </td>
        );
      })}
    </tr>
  );
}
