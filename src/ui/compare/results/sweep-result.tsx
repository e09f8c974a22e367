import { lazy, useDeferredValue, useMemo, useState } from 'react';
import { verdictOf, type Estimate } from '../../../domain/metrics/comparing/interval';
import { cellLabel } from '../../../experiment/naming/study-labels';
import type { SweepPlan } from '../../../experiment/studies/plans';
import { progressOf } from '../../../experiment/studies/queue-plan';
import type { Objective } from '../../../experiment/studies/results';
import { finishedRuns, type Study } from '../../../experiment/studies/study';
import { bestCell, summarise, type BestCell, type CellSummary } from '../../../experiment/studies/summary';
import { ChartBoundary } from '../../charts/chart-boundary';
import { percentText } from '../../common/texts/metric-text';
import { usePhrase } from '../../common/texts/use-phrase';
import { useText } from '../../common/texts/use-text';
import { Button } from '../../widgets/button';
import { Late } from '../../widgets/late';
import { Select } from '../../widgets/select';
import { DotPicture, type DotRow } from '../picture/dot-picture';
import { useGainText } from '../use-gain-text';
import type { AroundResult } from './around-result';
import { columnsOf, estimateOf, keyOf, objectiveText, ranked, scoreText } from './objectives';
import { SweepTable } from './sweep-table';
import { useSetting } from './use-setting';
import styles from './results.module.css';

const Pareto = lazy(() => import('./pareto'));

interface SweepResultProps extends AroundResult {
  readonly study: Study;
  readonly plan: SweepPlan;
}

/**
 * What a sweep found: which setting is best and how sure that is, a picture of the gains, and
 * folded the metrics of every setting.
 */
export function SweepResult({ study: newest, plan, tools, below }: SweepResultProps) {
  // Table and picture are drawn when there is time: runs may end several times a second.
  const study = useDeferredValue(newest);
  const texts = useText();
  const { t, format } = texts;
  const { base } = study;
  const [preferred, setPreferred] = useState('');
  const finished = useMemo(() => finishedRuns(study), [study]);
  const validation = useMemo(() => summarise(base.tasks, finished, 'validation'), [base, finished]);
  const test = useMemo(() => summarise(base.tasks, finished, 'test'), [base, finished]);
  const objectives = useMemo(() => columnsOf(base.tasks, plan), [base, plan]);
  const objective = objectives.find((one) => keyOf(one) === preferred) ?? objectives[0];
  const best = useMemo(() => (objective === undefined ? undefined : bestCell(base.tasks, finished, objective)), [base, finished, objective]);
  if (validation.length === 0 || objective === undefined) {
    return (
      <>
        <p className={styles['verdict']} role="status" data-testid="verdict">
          {t('compare.firstSetting')}
        </p>
        <div className={styles['tools']}>{tools}</div>
        {below}
      </>
    );
  }
  // Numbers keep their order; methods have none, and stand by rank as soon as no row moves any
  // more.
  const rows = plan.axis.kind === 'methods' && progressOf(study).over ? ranked(validation, objective) : validation;
  const share = study.entries[0]?.document.data.validation ?? 0;
  return (
    <>
      <p className={styles['verdict']} role="status" data-testid="verdict">
        {progressOf(study).over || best === undefined ? undefined : `${t('compare.soFar')} `}
        {best === undefined ? t('compare.firstSetting') : <BestSetting study={study} plan={plan} best={best} objective={objective} score={estimateOf(validation.find(({ cell }) => cell === best.cell), objective)} />}
      </p>
      <div className={styles['tools']}>
        {best === undefined ? undefined : <UseSetting study={study} plan={plan} cell={best.cell} />}
        <label className={styles['choice']}>
          {t('compare.chooseBy')}
          <Select
            value={keyOf(objective)}
            options={objectives.map((one) => ({ value: keyOf(one), label: objectiveText(texts, base.tasks, one) }))}
            onChange={setPreferred}
          />
        </label>
        {tools}
      </div>
      {below}
      {plan.alone ? <GainPicture study={study} plan={plan} cells={rows} best={best?.cell} /> : undefined}
      <details className={styles['details']}>
        <summary>{t('compare.allSettings', { rows: format.integer(rows.length) })}</summary>
        <p className={styles['soft']}>{t('compare.chosenOn', { share: format.percent(share, 0) })}</p>
        <SweepTable study={study} plan={plan} rows={rows} test={test} objectives={objectives} best={best?.cell} />
        {base.tasks.length < 2 ? undefined : (
          <ChartBoundary fallback={<p>{t('curves.loadFailed')}</p>}>
            <Late fallback={<p className={styles['soft']}>{t('curves.loading')}</p>}>
              <Pareto study={study} plan={plan} cells={validation} />
            </Late>
          </ChartBoundary>
        )}
      </details>
    </>
  );
}

interface BestSettingProps {
  readonly study: Study;
  readonly plan: SweepPlan;
  readonly best: BestCell;
  /** What it was chosen by, and what it reached by that on validation. */
  readonly objective: Objective;
  readonly score: Estimate | undefined;
}

/** Which setting is best, and in grey or ink whether it was shown to be better than the next one. */
function BestSetting({ study: { base }, plan, best: { cell, mean, runnerUp }, objective, score }: BestSettingProps) {
  const texts = useText();
  const { t, format } = texts;
  const phrase = usePhrase();
  const gainWords = useGainText();
  const setting = phrase(cellLabel(base, plan.axis, cell));
  const value = scoreText(texts, objective, mean);
  const said =
    objective.kind === 'gain'
      ? t('compare.bestGain', { setting, value, words: gainWords(mean, score === undefined ? 'too-few' : verdictOf(score)) })
      : t('compare.best', { setting, by: objectiveText(texts, base.tasks, objective), value });
  return (
    <>
      <strong>{said}</strong>{' '}
      {runnerUp === undefined ? undefined : (
        <span className={runnerUp.verdict === 'difference' ? undefined : styles['chance']}>
          {t(`compare.ahead.${runnerUp.verdict}`, { second: phrase(cellLabel(base, plan.axis, runnerUp.cell)), seeds: format.integer(runnerUp.difference.count) })}
        </span>
      )}
    </>
  );
}

/** Puts a setting into the experiment on the desk. */
function UseSetting({ study, plan, cell }: { study: Study; plan: SweepPlan; cell: number }) {
  const { t } = useText();
  const { setting, use } = useSetting(study, plan, cell);
  return (
    <Button title={t('compare.use.about', { setting })} onClick={use}>
      {t('compare.use', { setting })}
    </Button>
  );
}

/** The gain over alone of every setting, on validation. */
function GainPicture({ study: { base }, plan, cells, best }: { study: Study; plan: SweepPlan; cells: readonly CellSummary[]; best: number | undefined }) {
  const texts = useText();
  const { t } = texts;
  const phrase = usePhrase();
  const gainWords = useGainText();
  const rows = cells.flatMap((summary): readonly DotRow[] => {
    const gain = estimateOf(summary, { kind: 'gain' });
    if (gain === undefined || Number.isNaN(gain.mean)) return [];
    const verdict = verdictOf(gain);
    return [
      {
        key: String(summary.cell),
        label: phrase(cellLabel(base, plan.axis, summary.cell)),
        figures: summary.cell === best ? `✓ ${t('compare.chosen')}` : '',
        at: gain.mean,
        low: gain.interval?.low ?? Number.NaN,
        high: gain.interval?.high ?? Number.NaN,
        says: t('compare.says', { difference: percentText(texts, gain.mean), words: gainWords(gain.mean, verdict) }),
        shown: verdict === 'difference',
      },
    ];
  });
  if (rows.length === 0) return undefined;
  return <DotPicture label={t('compare.gainPicture')} rows={rows} sides={[t('studies.gain.worse'), t('studies.gain.better')]} scale={t('compare.gainScale')} />;
}
