import { useId } from 'react';
import { weightRules, type WeightRule } from '../../../experiment/edits/weight-rules';
import { useApp } from '../../common/app-store';
import { matchingRun } from '../../common/live-readings';
import { useTasks } from '../../common/tasks/use-tasks';
import { useText } from '../../common/texts/use-text';
import { Select } from '../../widgets/select';
import { weightText } from '../tasks/weight-field';
import styles from './balancing-section.module.css';

/**
 * Who sets the static weights: a person, or a rule, with what it goes by and the numbers that come
 * out. By difficulty it takes the losses of the first step of the run on the desk, once there is one.
 */
export default function WeightRuleChoice() {
  const { t, format } = useText();
  const about = useId();
  const tasks = useTasks();
  const weights = useApp((state) => state.document.experiment.tasks);
  const rule = useApp((state) => state.document.experiment.balancing.rule);
  const execute = useApp((state) => state.document.execute);
  // The losses of the first step stay: that there are any is all that is to be watched.
  const stepped = useApp((state) => (matchingRun(state)?.series.steps ?? 0) > 0);
  const run = useApp(matchingRun);
  const open = stepped || rule === 'difficulty';
  const choose = (asked: WeightRule | 'by-hand') => {
    if (asked === 'by-hand') execute('balancing.rule', {});
    else execute('balancing.rule', { rule: asked, firstLosses: tasks.map((_, task) => run?.series.firstLoss(task) ?? Number.NaN) });
  };
  const numbers = tasks.map(({ name, index }) => `${name} ${weightText(weights[index]?.setWeight ?? weights[index]?.weight ?? 0, format)}`);
  return (
    <div className={styles['rule']}>
      <Select
        label={t('balancing.rule')}
        value={rule ?? 'by-hand'}
        options={(['by-hand', ...weightRules] as const).map((one) => ({
          value: one,
          label: one === 'difficulty' && !open ? t('balancing.rule.first') : t(`balancing.rule.${one}`),
          disabled: one === 'difficulty' && !open,
        }))}
        onChange={choose}
        describedBy={rule === undefined ? undefined : about}
      />
      {rule === undefined ? undefined : (
        <p id={about} className={styles['note']} data-testid="weight-rule">
          {t(`balancing.rule.${rule}.about`)} {t('balancing.rule.numbers', { numbers: numbers.join(' · ') })}
        </p>
      )}
    </div>
  );
}
