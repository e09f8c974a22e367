import { useDeferredValue, useMemo, useState } from 'react';
import { studyLimits, type StudyPlan } from '../../../experiment/studies/plans';
import { seedsFrom, studySize } from '../../../experiment/studies/size';
import { useApp } from '../../common/app-store';
import { StepLengthNote } from '../../common/studies/step-length-note';
import { useText } from '../../common/texts/use-text';
import type { QuestionFormProps } from './question-form';
import { SeedsField } from './seeds-field';
import { StudyStart } from './study-start';
import styles from './forms.module.css';

/**
 * Enough for an interval, few enough to wait for; the metrics of the first seed come first in any
 * case.
 */
const usualSeeds = 3;

/** All tasks together against each alone: the button, the seeds, and what it takes. */
export function TogetherForm({ again, onBegun }: QuestionFormProps) {
  const { t } = useText();
  const experiment = useDeferredValue(useApp((state) => state.document.experiment));
  const [count, setCount] = useState(usualSeeds);
  const plan = useMemo((): StudyPlan => ({ kind: 'comparison', seeds: seedsFrom(experiment.seed, count) }), [experiment.seed, count]);
  const size = useMemo(() => studySize(experiment, plan), [experiment, plan]);
  return (
    <div className={styles['form']}>
      <StudyStart plan={plan} size={size} wrong="" label={t(again ? 'compare.again' : 'compare.start')} onBegun={onBegun}>
        <SeedsField value={count} range={[1, studyLimits.seeds]} onCommit={setCount} />
      </StudyStart>
      <p className={styles['about']}>{t('compare.about')}</p>
      <StepLengthNote experiment={experiment} plan={plan} className={styles['soft']} />
    </div>
  );
}
