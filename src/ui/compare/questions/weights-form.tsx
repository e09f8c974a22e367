import { useMemo, useState } from 'react';
import { candidateCount } from '../../../experiment/studies/kinds/cross-validation';
import { studyLimits, type StudyPlan } from '../../../experiment/studies/plans';
import { studySize } from '../../../experiment/studies/size';
import { useApp } from '../../common/app-store';
import { useText } from '../../common/texts/use-text';
import { NumberLine } from './number-line';
import type { QuestionFormProps } from './question-form';
import { StudyStart } from './study-start';
import styles from './forms.module.css';

/** Which static weights: mixtures of them, each judged on every fold of the training images. */
export function WeightsForm({ onBegun }: QuestionFormProps) {
  const { t, format } = useText();
  const experiment = useApp((state) => state.document.experiment);
  const tasks = experiment.tasks.length;
  const [folds, setFolds] = useState(3);
  const [resolution, setResolution] = useState(tasks + 2);
  const plan = useMemo((): StudyPlan => ({ kind: 'cross-validation', folds, resolution }), [folds, resolution]);
  const size = useMemo(() => studySize(experiment, plan), [experiment, plan]);
  const [coarsest, finest] = studyLimits.resolution;
  return (
    <div className={styles['form']}>
      <StudyStart plan={plan} size={size} wrong="" label={t('compare.weights.start')} onBegun={onBegun} />
      <p className={styles['about']}>{t('compare.weights.about')}</p>
      <NumberLine label={t('compare.folds')} value={folds} range={studyLimits.folds} onCommit={setFolds} />
      <NumberLine label={t('compare.parts')} value={resolution} range={[Math.max(coarsest, tasks), finest]} onCommit={setResolution} />
      <p className={styles['soft']}>{t('compare.parts.about', { count: format.integer(candidateCount(tasks, resolution)) })}</p>
    </div>
  );
}
