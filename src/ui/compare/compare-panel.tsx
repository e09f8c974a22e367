import { useDeferredValue, useMemo, useState } from 'react';
import { differencesBetween } from '../../experiment/naming/differences';
import { runName } from '../../experiment/naming/run-name';
import { seedsFrom, studySize } from '../../experiment/studies/size';
import { studyLimits, type StudyPlan } from '../../experiment/studies/plans';
import type { Study } from '../../experiment/studies/study';
import { useApp } from '../common/app-store';
import { Button } from '../widgets/button';
import { HelpTerm } from '../widgets/popups/help';
import { NumberField } from '../widgets/number-field';
import { Select } from '../widgets/select';
import { StepLengthNote } from '../common/studies/step-length-note';
import { StudyProgress } from '../common/studies/study-progress';
import { useBeginStudy } from '../common/studies/use-begin-study';
import { usePutOnDesk } from '../common/use-put-on-desk';
import { usePhrase } from '../common/texts/use-phrase';
import { useSizeText } from '../common/texts/use-size-text';
import { useStudyFacts } from '../common/studies/use-study-facts';
import { useText } from '../common/texts/use-text';
import { ComparisonResult } from './comparison-result';
import { MoreSeeds } from './more-seeds';
import styles from './compare-panel.module.css';

/**
 * Enough for an interval, few enough to wait for; the metrics of the first seed come first in any
 * case.
 */
const usualSeeds = 3;

/** All tasks together against each by itself: the button, how far it is, and what came out. */
export default function ComparePanel() {
  const { t } = useText();
  const facts = useStudyFacts();
  const studies = useApp((state) => state.studies.studies);
  const comparisons = useMemo(() => studies.filter(({ plan }) => plan.kind === 'comparison').toReversed(), [studies]);
  const [chosen, setChosen] = useState<string>();
  const shown = comparisons.find(({ id }) => id === chosen) ?? comparisons[0];
  return (
    <div className={styles['panel']}>
      {shown === undefined ? <p className={styles['about']}>{t('compare.about')}</p> : undefined}
      <div className={styles['tools']}>
        <StartComparison first={shown === undefined} onBegun={setChosen} />
        {shown === undefined ? undefined : <MoreSeeds study={shown} />}
        {shown !== undefined && comparisons.length > 1 ? (
          <label className={styles['choice']}>
            {t('compare.shown')}
            <Select
              value={shown.id}
              options={comparisons.map((study) => ({ value: study.id, label: facts(study).join(' · ') }))}
              onChange={setChosen}
            />
          </label>
        ) : undefined}
      </div>
      {shown === undefined ? undefined : (
        <>
          <OtherDocument study={shown} />
          <StudyProgress study={shown} />
          <ComparisonResult study={shown} />
          <StepLengthNote experiment={shown.base} plan={shown.plan} className={styles['note']} />
        </>
      )}
    </div>
  );
}

/**
 * The button with the number of seeds; says how many runs and steps that is, or why it cannot be.
 */
function StartComparison({ first, onBegun }: { first: boolean; onBegun: (study: string) => void }) {
  const { t, format } = useText();
  const sizeText = useSizeText();
  const begin = useBeginStudy();
  const experiment = useDeferredValue(useApp((state) => state.document.experiment));
  const [count, setCount] = useState(usualSeeds);
  const plan = useMemo((): StudyPlan => ({ kind: 'comparison', seeds: seedsFrom(experiment.seed, count) }), [experiment.seed, count]);
  const size = useMemo(() => studySize(experiment, plan), [experiment, plan]);
  const start = () => {
    const begun = begin(plan);
    if (begun !== undefined) onBegun(begun);
  };
  return (
    <div className={styles['start']}>
      <Button look={first ? 'primary' : 'plain'} disabled={!size.ok} onClick={start}>
        {t(first ? 'compare.start' : 'compare.again')}
      </Button>
      <span className={styles['choice']}>
        <HelpTerm text={{ about: t('studies.seeds.about') }}>{t('studies.seeds')}</HelpTerm>
        <NumberField
          label={t('studies.seeds')}
          value={count}
          range={{ min: 1, max: studyLimits.seeds, integer: true }}
          show={format.integer}
          onCommit={setCount}
          className={styles['seeds']}
        />
      </span>
      <span className={styles['soft']}>
        {sizeText(size)}
      </span>
      {first ? <StepLengthNote experiment={experiment} plan={plan} className={styles['note']} /> : undefined}
    </div>
  );
}

/**
 * Says so where the document on the desk is another one by now, and offers the one that was
 * compared.
 */
function OtherDocument({ study }: { study: Study }) {
  const { t } = useText();
  const say = usePhrase();
  const experiment = useDeferredValue(useApp((state) => state.document.experiment));
  const put = usePutOnDesk();
  const what = useMemo(
    () => (differencesBetween(study.base, experiment).length === 0 ? undefined : runName(study.base, experiment)),
    [study.base, experiment],
  );
  if (what === undefined) return undefined;
  return (
    <p className={styles['other']}>
      {t('compare.other', { what: say(what) })}{' '}
      <Button onClick={() => put(study.base, t('compare.opened'))}>{t('compare.open')}</Button>
    </p>
  );
}
