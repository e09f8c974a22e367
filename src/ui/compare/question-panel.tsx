import { useDeferredValue, useMemo, useState } from 'react';
import { differencesBetween } from '../../experiment/naming/differences';
import { runName } from '../../experiment/naming/run-name';
import type { Phrase } from '../../experiment/naming/phrase';
import type { Study } from '../../experiment/studies/study';
import type { StudyQuestion } from '../../state/app-state';
import { useApp } from '../common/app-store';
import { questionOf } from '../common/studies/question-of';
import { StepLengthNote } from '../common/studies/step-length-note';
import { StudyProgress } from '../common/studies/study-progress';
import { useStudyFacts } from '../common/studies/use-study-facts';
import { usePhrase } from '../common/texts/use-phrase';
import { useText } from '../common/texts/use-text';
import { usePutOnDesk } from '../common/use-put-on-desk';
import { Button } from '../widgets/button';
import { Select } from '../widgets/select';
import { MoreSeeds } from './more-seeds';
import { MethodForm } from './questions/method-form';
import { SettingForm } from './questions/setting-form';
import { TogetherForm } from './questions/together-form';
import { WeightsForm } from './questions/weights-form';
import type { AroundResult } from './results/around-result';
import { ComparisonResult } from './results/comparison-result';
import { SweepResult } from './results/sweep-result';
import { WeightsResult } from './results/weights-result';
import styles from './compare-panel.module.css';

const forms = { together: TogetherForm, method: MethodForm, weights: WeightsForm, setting: SettingForm };

/**
 * One question: how it is asked while there is no answer, else what was found, and how to ask
 * again.
 * @param chosen the study to show; the newest one of this question where it is none of them
 */
export function QuestionPanel({ question, chosen }: { question: StudyQuestion; chosen: string | undefined }) {
  const { t } = useText();
  const facts = useStudyFacts();
  const ask = useApp((state) => state.view.ask);
  const studies = useApp((state) => state.studies.studies);
  const [asking, setAsking] = useState(false);
  const asked = useMemo(() => studies.filter(({ plan }) => questionOf(plan) === question).toReversed(), [studies, question]);
  const shown = asked.find(({ id }) => id === chosen) ?? asked[0];
  const Form = forms[question];
  const begun = (study: string) => {
    setAsking(false);
    ask(question, study);
  };
  if (shown === undefined) return <Form again={false} onBegun={begun} />;
  const tools = (
    <>
      <MoreSeeds study={shown} />
      <Button aria-expanded={asking} onClick={() => setAsking(!asking)}>
        {t('compare.askAgain')}
      </Button>
      {asked.length > 1 ? (
        <label className={styles['choice']}>
          {t('compare.shown')}
          <Select
            value={shown.id}
            options={asked.map((study) => ({ value: study.id, label: facts(study).join(' · ') }))}
            onChange={(study) => ask(question, study)}
          />
        </label>
      ) : undefined}
    </>
  );
  const below = (
    <>
      <StudyProgress study={shown} />
      {asking ? <Form again onBegun={begun} /> : undefined}
      <OtherDocument study={shown} />
    </>
  );
  return (
    <>
      <Found study={shown} tools={tools} below={below} />
      <StepLengthNote experiment={shown.base} plan={shown.plan} className={styles['note']} />
    </>
  );
}

/** What a study found: its answer first. */
function Found({ study, ...around }: { study: Study } & AroundResult) {
  const { plan } = study;
  switch (plan.kind) {
    case 'comparison':
      return <ComparisonResult study={study} {...around} />;
    case 'sweep':
      return <SweepResult key={study.id} study={study} plan={plan} {...around} />;
    case 'cross-validation':
      return <WeightsResult study={study} plan={plan} {...around} />;
  }
}

/** Says so where the experiment is another one by now, and offers the one that was studied. */
function OtherDocument({ study }: { study: Study }) {
  const { t } = useText();
  const say = usePhrase();
  const put = usePutOnDesk();
  const what = useDifference(study);
  if (what === undefined) return undefined;
  return (
    <p className={styles['other']}>
      {t('compare.other', { what: say(what) })}{' '}
      <Button onClick={() => put(study.base, t('compare.opened'))}>{t('compare.open')}</Button>
    </p>
  );
}

/** How the document on the desk differs from that of a study; undefined where it does not. */
function useDifference({ base }: Study): Phrase | undefined {
  const experiment = useDeferredValue(useApp((state) => state.document.experiment));
  return useMemo(() => (differencesBetween(base, experiment).length === 0 ? undefined : runName(base, experiment)), [base, experiment]);
}
