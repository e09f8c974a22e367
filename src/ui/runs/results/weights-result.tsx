import { useMemo } from 'react';
import { chooseWeights, withWeights } from '../../../experiment/studies/kinds/cross-validation';
import type { CrossValidationPlan } from '../../../experiment/studies/plans';
import { finishedRuns, type Study } from '../../../experiment/studies/study';
import { weightsLabel } from '../../../experiment/naming/study-labels';
import { Button } from '../../widgets/button';
import { EstimateView } from '../../common/studies/estimate-view';
import { HelpTerm } from '../../widgets/popups/help';
import { percentText } from '../../common/texts/metric-text';
import { TaskName } from '../../common/tasks/task-name';
import { usePutOnDesk } from '../../common/use-put-on-desk';
import { usePhrase } from '../../common/texts/use-phrase';
import { useText } from '../../common/texts/use-text';
import table from '../../widgets/data-table.module.css';
import styles from './results.module.css';

/** The weights that cross-validation found best, and all others that were tried, the best first. */
export function WeightsResult({ study, plan }: { study: Study; plan: CrossValidationPlan }) {
  const texts = useText();
  const { t, code, format } = texts;
  const phrase = usePhrase();
  const put = usePutOnDesk();
  const { base } = study;
  const chosen = useMemo(() => chooseWeights(base.tasks, plan, finishedRuns(study)), [base, plan, study]);
  if (chosen === undefined) return <p className={styles['soft']}>{t('runs.folds.notYet')}</p>;
  return (
    <div className={table['scroll']}>
      <table className={table['table']} data-testid="weights">
        <caption>{t('runs.folds.table')}</caption>
        <thead>
          <tr>
            {base.tasks.map(({ id }) => (
              <th key={id} scope="col">
                <TaskName tasks={base.tasks} id={id} />
              </th>
            ))}
            <th scope="col">
              <HelpTerm text={{ about: t('studies.gain.equal.about'), note: t('studies.gain.note') }}>{t('studies.gain.equal')}</HelpTerm>
            </th>
            <th />
            <th />
          </tr>
        </thead>
        <tbody>
          {chosen.ranking.map(({ candidate, weights, gain, verdict }) => {
            const best = candidate === chosen.best.candidate;
            const name = phrase(weightsLabel(base.tasks, weights));
            return (
              <tr key={candidate} data-chosen={best}>
                {base.tasks.map(({ id }, index) => (
                  <td key={id}>{format.fixed(weights[index] ?? 0, 2)}</td>
                ))}
                <td>
                  <EstimateView estimate={candidate === 0 ? { ...gain, interval: undefined } : gain} text={(value) => percentText(texts, value)} />
                </td>
                <td>
                  {best ? <span className={styles['chosen']}>✓ {t('runs.folds.best')}</span> : undefined}
                  <span className={styles['soft']}>{candidate === 0 ? t('runs.folds.equal') : code('studies', `verdict.${verdict}`)}</span>
                </td>
                <td>
                  <Button title={t('runs.use.about', { setting: name })} onClick={() => put(withWeights(base, weights), t('runs.used', { setting: name }))}>
                    {t('runs.use')}
                  </Button>
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}
