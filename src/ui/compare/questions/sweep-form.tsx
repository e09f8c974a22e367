import { useDeferredValue, useMemo, useState, type ReactNode } from 'react';
import { studyLimits, usualValidation, type StudyPlan, type SweepAxis } from '../../../experiment/studies/plans';
import { seedsFrom, studySize, type StudySize } from '../../../experiment/studies/size';
import type { StudyFault } from '../../../experiment/studies/study-fault';
import type { Result } from '../../../lib/result';
import { useApp } from '../../common/app-store';
import { StepLengthNote } from '../../common/studies/step-length-note';
import { useText } from '../../common/texts/use-text';
import { SeedsField } from './seeds-field';
import { StudyStart } from './study-start';
import styles from './forms.module.css';

/** Two give an interval; every value takes as many runs. */
const usualSeeds = 2;

interface SweepFormProps {
  /** What is varied; undefined where its values are no numbers. */
  readonly axis: SweepAxis | undefined;
  readonly label: string;
  readonly onBegun: (study: string) => void;
  /** The fields that make the axis, given what the study would be. */
  readonly children: (size: Result<StudySize, StudyFault> | undefined) => ReactNode;
}

/** Begins a sweep over an axis: seeds, and whether the tasks are also trained alone. */
export function SweepForm({ axis, label, onBegun, children }: SweepFormProps) {
  const { t, format } = useText();
  const experiment = useApp((state) => state.document.experiment);
  const [seeds, setSeeds] = useState(usualSeeds);
  const [baselines, setBaselines] = useState(experiment.tasks.length > 1);
  const plan = useMemo(
    (): StudyPlan | undefined => (axis === undefined ? undefined : { kind: 'sweep', axis, seeds: seedsFrom(experiment.seed, seeds), alone: baselines }),
    [axis, experiment.seed, seeds, baselines],
  );
  const asked = useDeferredValue(plan);
  const size = useMemo(() => (asked === undefined ? undefined : studySize(experiment, asked)), [experiment, asked]);
  const share = experiment.data.validation > 0 ? experiment.data.validation : usualValidation;
  return (
    <div className={styles['form']}>
      <StudyStart plan={plan} size={size} wrong={t('compare.noNumbers')} label={label} onBegun={onBegun}>
        <SeedsField value={seeds} range={[1, studyLimits.seeds]} onCommit={setSeeds} />
      </StudyStart>
      {children(size)}
      <label className={styles['check']} data-lines="more">
        <input type="checkbox" checked={baselines} onChange={(event) => setBaselines(event.target.checked)} />
        <span>
          {t('compare.baselines')}
          <span className={styles['soft']}>{t('compare.baselines.about')}</span>
        </span>
      </label>
      <p className={styles['soft']}>{t('compare.chosenOn', { share: format.percent(share, 0) })}</p>
      {plan === undefined ? undefined : <StepLengthNote experiment={experiment} plan={plan} className={styles['soft']} />}
    </div>
  );
}
