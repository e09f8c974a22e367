import { useMemo, useState } from 'react';
import { candidateCount } from '../../experiment/studies/cross-validation';
import { studyLimits, type StudyPlan } from '../../experiment/studies/plans';
import { studySize } from '../../experiment/studies/size';
import { useApp } from '../common/app-store';
import { Dialog } from '../common/dialog';
import { Field } from '../common/field';
import { NumberField } from '../common/number-field';
import { useText } from '../common/use-text';
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
  const [fewest, most] = studyLimits.folds;
  const [coarsest, finest] = studyLimits.resolution;
  return (
    <Dialog title={t('runs.folds.title')} onClose={onClose}>
      <div className={styles['form']}>
        <p className={styles['text']}>{t('runs.folds.about')}</p>
        <Field label={t('runs.folds.folds')} help={{ about: t('runs.folds.about') }}>
          {({ id, describedBy }) => (
            <NumberField
              id={id}
              describedBy={describedBy}
              value={folds}
              range={{ min: fewest, max: most, integer: true }}
              show={format.integer}
              onCommit={setFolds}
            />
          )}
        </Field>
        <Field label={t('runs.folds.parts')} help={{ about: t('runs.folds.parts.about') }}>
          {({ id, describedBy }) => (
            <NumberField
              id={id}
              describedBy={describedBy}
              value={resolution}
              range={{ min: Math.max(coarsest, tasks), max: finest, integer: true }}
              show={format.integer}
              onCommit={setResolution}
            />
          )}
        </Field>
        <p className={styles['soft']}>
          {t('runs.folds.parts.about')} {t('runs.folds.mixtures', { count: format.integer(candidateCount(tasks, resolution)) })}
        </p>
        <StudyStart plan={plan} size={size} wrong="" onBegun={onClose} />
      </div>
    </Dialog>
  );
}
