import { useMemo, useState } from 'react';
import { candidateCount } from '../../../experiment/studies/kinds/cross-validation';
import { studyLimits, type StudyPlan } from '../../../experiment/studies/plans';
import { studySize } from '../../../experiment/studies/size';
import { useApp } from '../../common/app-store';
import { Dialog } from '../../common/dialog';
import { useText } from '../../common/texts/use-text';
import { NumberLine } from './number-line';
import { StudyStart } from './study-start';
import styles from './dialogs.module.css';

/** Begins a cross-validation of static weights. */
export function FoldsDialog({ onClose }: { onClose: () => void }) {
  const { t, format } = useText();
  const experiment = useApp((state) => state.document.experiment);
  const tasks = experiment.tasks.length;
  const [folds, setFolds] = useState(3);
  const [resolution, setResolution] = useState(tasks + 2);
  const plan = useMemo((): StudyPlan => ({ kind: 'cross-validation', folds, resolution }), [folds, resolution]);
  const size = useMemo(() => studySize(experiment, plan), [experiment, plan]);
  const [coarsest, finest] = studyLimits.resolution;
  return (
    <Dialog title={t('runs.folds.title')} onClose={onClose}>
      <div className={styles['form']}>
        <p className={styles['text']}>{t('runs.folds.about')}</p>
        <NumberLine label={t('runs.folds.folds')} value={folds} range={studyLimits.folds} onCommit={setFolds} />
        <NumberLine label={t('runs.folds.parts')} value={resolution} range={[Math.max(coarsest, tasks), finest]} onCommit={setResolution} />
        <p className={styles['soft']}>{t('runs.folds.parts.about', { count: format.integer(candidateCount(tasks, resolution)) })}</p>
        <StudyStart plan={plan} size={size} wrong="" onBegun={onClose} />
      </div>
    </Dialog>
  );
}
