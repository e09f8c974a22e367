import { useMemo } from 'react';
import { chooseWeights, withWeights, type CandidateScore } from '../../../experiment/studies/kinds/cross-validation';
import type { CrossValidationPlan } from '../../../experiment/studies/plans';
import { progressOf } from '../../../experiment/studies/queue-plan';
import { finishedRuns, type Study } from '../../../experiment/studies/study';
import { weightsLabel } from '../../../experiment/naming/study-labels';
import { EstimateView } from '../../common/studies/estimate-view';
import { CopyTable } from '../../common/tables/copy-table';
import { percentText } from '../../common/texts/metric-text';
import { TaskName } from '../../common/tasks/task-name';
import { usePutOnDesk } from '../../common/use-put-on-desk';
import { usePhrase } from '../../common/texts/use-phrase';
import { useText } from '../../common/texts/use-text';
import { Button } from '../../widgets/button';
import { HelpTerm } from '../../widgets/popups/help';
import table from '../../widgets/data-table.module.css';
import { DotPicture, type DotRow } from '../picture/dot-picture';
import type { AroundResult } from './around-result';
import styles from './results.module.css';

/** So many mixtures stand in the picture, the best first; the table has all. */
const pictured = 6;

interface WeightsResultProps extends AroundResult {
  readonly study: Study;
  readonly plan: CrossValidationPlan;
}

/** The weights that cross-validation found best, in a sentence, in a picture, and folded all that were tried. */
export function WeightsResult({ study, plan, tools, below }: WeightsResultProps) {
  const texts = useText();
  const { t, code, format } = texts;
  const phrase = usePhrase();
  const put = usePutOnDesk();
  const { base } = study;
  const chosen = useMemo(() => chooseWeights(base.tasks, plan, finishedRuns(study)), [base, plan, study]);
  const nameOf = (weights: readonly number[]) => phrase(weightsLabel(base.tasks, weights));
  const use = (weights: readonly number[]) => put(withWeights(base, weights), t('compare.used', { setting: nameOf(weights) }));
  const saysOf = ({ candidate, gain, verdict }: CandidateScore) =>
    candidate === 0 ? t('compare.equalWeights') : t('compare.says', { difference: percentText(texts, gain.mean), words: code('studies', `verdict.${verdict}`) });
  return (
    <>
      <p className={styles['verdict']} role="status" data-testid="verdict">
        {chosen === undefined || progressOf(study).over ? undefined : `${t('compare.soFar')} `}
        {chosen === undefined ? t('compare.firstWeights') : <BestWeights best={chosen.best} name={nameOf(chosen.best.weights)} folds={plan.folds} />}
      </p>
      <div className={styles['tools']}>
        {chosen === undefined ? undefined : (
          <Button title={t('compare.use.about', { setting: nameOf(chosen.best.weights) })} onClick={() => use(chosen.best.weights)}>
            {t('compare.useThis')}
          </Button>
        )}
        {tools}
      </div>
      {below}
      {chosen === undefined ? undefined : (
        <>
          <DotPicture
            label={t('compare.weightsPicture')}
            rows={chosen.ranking.slice(0, pictured).map((score): DotRow => ({
              key: String(score.candidate),
              label: nameOf(score.weights),
              figures: score === chosen.best ? `✓ ${t('compare.highestGain')}` : '',
              at: score.gain.mean,
              low: score.gain.interval?.low ?? Number.NaN,
              high: score.gain.interval?.high ?? Number.NaN,
              says: saysOf(score),
              shown: score.verdict === 'difference',
            }))}
            sides={[t('compare.worse'), t('compare.better')]}
            scale={t('compare.weightsScale')}
          />
          <details className={styles['details']}>
            <summary>{t('compare.allWeights', { rows: format.integer(chosen.ranking.length) })}</summary>
            <CopyTable>
              <table className={table['table']} data-testid="weights">
                <caption>{t('compare.weightsTable')}</caption>
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
                    <th scope="col">{t('compare.saysIt')}</th>
                    <th data-copy="skip" />
                  </tr>
                </thead>
                <tbody>
                  {chosen.ranking.map(({ candidate, weights, gain, verdict }) => (
                    <tr key={candidate} data-chosen={candidate === chosen.best.candidate}>
                      {base.tasks.map(({ id }, index) => (
                        <td key={id}>{format.fixed(weights[index] ?? 0, 2)}</td>
                      ))}
                      <td>
                        <EstimateView estimate={candidate === 0 ? { ...gain, interval: undefined } : gain} text={(value) => percentText(texts, value)} />
                      </td>
                      <td>
                        {candidate === chosen.best.candidate ? <span className={styles['chosen']}>✓ {t('compare.highestGain')}</span> : undefined}{' '}
                        <span className={styles['soft']}>{candidate === 0 ? t('compare.equalWeights') : code('studies', `verdict.${verdict}`)}</span>
                      </td>
                      <td data-copy="skip">
                        <Button title={t('compare.use.about', { setting: nameOf(weights) })} onClick={() => use(weights)}>
                          {t('compare.useThis')}
                        </Button>
                      </td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </CopyTable>
          </details>
        </>
      )}
    </>
  );
}

/** Which weights do best, and how sure that is over the folds. */
function BestWeights({ best: { candidate, gain, verdict }, name, folds }: { best: CandidateScore; name: string; folds: number }) {
  const texts = useText();
  const { t, format } = texts;
  if (candidate === 0) return <strong>{t('compare.bestEqual')}</strong>;
  return (
    <>
      <strong>{t('compare.bestWeights', { weights: name, gain: percentText(texts, gain.mean) })}</strong>{' '}
      <span className={verdict === 'difference' ? undefined : styles['chance']}>{t(`compare.overFolds.${verdict}`, { folds: format.integer(folds) })}</span>
    </>
  );
}
