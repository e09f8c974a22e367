import { useDeferredValue, useMemo, useState } from 'react';
import { studyLimits, usualValidation, type StudyPlan, type SweepAxis } from '../../../experiment/studies/plans';
import { seedsFrom, studySize } from '../../../experiment/studies/size';
import type { StudyFault } from '../../../experiment/studies/study-fault';
import { sweepFields } from '../../../experiment/studies/kinds/sweep-fields';
import { useApp } from '../../common/app-store';
import { Dialog } from '../../common/dialog';
import { HelpTerm } from '../../widgets/popups/help';
import { Select } from '../../widgets/select';
import { StepLengthNote } from '../../common/studies/step-length-note';
import { useText } from '../../common/texts/use-text';
import { MethodChoice } from './method-choice';
import { NumberChoice, usualValues } from './number-choice';
import { NumberLine } from './number-line';
import { StudyStart } from './study-start';
import { readValues } from './values';
import styles from './dialogs.module.css';

/** What is wrong with a study where one of its values cannot be. */
const valueFaults: readonly StudyFault['code'][] = ['no-values', 'repeated-value', 'value-out-of-range', 'value-not-whole', 'not-runnable'];

/**
 * Begins a sweep: a number or the method, its values, seeds, and whether the tasks are also trained
 * by themselves.
 */
export function SweepDialog({ onClose }: { onClose: () => void }) {
  const { t, format } = useText();
  const experiment = useApp((state) => state.document.experiment);
  const fields = useMemo(() => sweepFields(experiment), [experiment]);
  const [kind, setKind] = useState<SweepAxis['kind']>('methods');
  const [methods, setMethods] = useState(() => [...new Set([experiment.balancing.method, 'static' as const, 'pcgrad' as const])]);
  const [path, setPath] = useState(fields[0]?.path ?? '');
  const [text, setText] = useState(() => (fields[0] === undefined ? '' : usualValues(fields[0])));
  const [seeds, setSeeds] = useState(2);
  const several = experiment.tasks.length > 1;
  const [baselines, setBaselines] = useState(several);

  const values = useMemo(() => readValues(text), [text]);
  const axis = useMemo((): SweepAxis | undefined => {
    if (kind === 'methods') return { kind, methods };
    return values === undefined ? undefined : { kind, path, values: [...values] };
  }, [kind, methods, path, values]);
  const plan = useMemo(
    (): StudyPlan | undefined => (axis === undefined ? undefined : { kind: 'sweep', axis, seeds: seedsFrom(experiment.seed, seeds), alone: baselines }),
    [axis, experiment.seed, seeds, baselines],
  );
  const asked = useDeferredValue(plan);
  const size = useMemo(() => (asked === undefined ? undefined : studySize(experiment, asked)), [experiment, asked]);
  const share = experiment.data.validation > 0 ? experiment.data.validation : usualValidation;

  return (
    <Dialog title={t('runs.sweep.title')} onClose={onClose}>
      <div className={styles['form']}>
        <label className={styles['line']}>
          <span>{t('runs.sweep.vary')}</span>
          <Select
            value={kind}
            options={[
              { value: 'methods', label: t('runs.sweep.methods') },
              { value: 'field', label: t('runs.sweep.field') },
            ]}
            onChange={setKind}
          />
        </label>
        {kind === 'methods' ? (
          <MethodChoice chosen={methods} onChange={setMethods} />
        ) : (
          <NumberChoice
            fields={fields}
            path={path}
            text={text}
            wrong={values === undefined || (size?.ok === false && valueFaults.includes(size.error.code))}
            onPath={(next) => {
              const field = fields.find((one) => one.path === next);
              setPath(next);
              if (field !== undefined) setText(usualValues(field));
            }}
            onText={setText}
          />
        )}
        <NumberLine label={t('studies.seeds')} value={seeds} range={[1, studyLimits.seeds]} onCommit={setSeeds}>
          <HelpTerm text={{ about: t('studies.seeds.about') }}>{t('studies.seeds')}</HelpTerm>
        </NumberLine>
        <label className={styles['check']} data-lines="more">
          <input type="checkbox" checked={baselines} onChange={(event) => setBaselines(event.target.checked)} />
          <span>
            {t('runs.sweep.baselines')}
            <span className={styles['soft']}>{t('runs.sweep.baselines.about')}</span>
          </span>
        </label>
        <p className={styles['soft']}>{t('runs.chosenOn', { share: format.percent(share, 0) })}</p>
        {plan === undefined ? undefined : <StepLengthNote experiment={experiment} plan={plan} className={styles['soft']} />}
        <StudyStart plan={plan} size={size} wrong={t('runs.sweep.noNumbers')} onBegun={onClose} />
      </div>
    </Dialog>
  );
}
