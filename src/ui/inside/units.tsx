import { useMemo, useState } from 'react';
import type { UnitImportance } from '../../protocol/inspections';
import { manyImages } from '../../state/session/many-images';
import { useApp } from '../common/app-store';
import { useTasks, type TaskView } from '../common/tasks/use-tasks';
import { useText } from '../common/texts/use-text';
import { HelpTerm } from '../widgets/popups/help';
import { Select } from '../widgets/select';
import { Part } from './part';
import { useFinding } from './use-finding';
import styles from './inside-panel.module.css';

/** Which units of a layer serve which task: importance to one against that to another. */
export function Units({ layer }: { readonly layer: string }) {
  const { t } = useText();
  const test = useApp((state) => state.document.experiment.data.test);
  const question = useMemo(() => ({ kind: 'unit-importance', layer, images: manyImages(test) }) as const, [layer, test]);
  const found = useFinding(question);
  const title = (
    <HelpTerm text={{ about: t('inside.units.about'), formula: 'Θ(u) = mean over images |Σ z·∂L/∂z|', reference: 'Molchanov et al. 2017, “Pruning Convolutional Neural Networks for Resource Efficient Inference”, ICLR' }}>
      {t('inside.units')}
    </HelpTerm>
  );
  return (
    <Part title={title} found={found}>
      {(value) => <Importances importance={value} />}
    </Part>
  );
}

function Importances({ importance }: { readonly importance: UnitImportance }) {
  const { t } = useText();
  const all = useTasks();
  const served = importance.tasks.flatMap((index) => all[index] ?? []);
  const [pair, setPair] = useState<readonly [string, string]>();
  const first = served.find(({ id }) => id === pair?.[0]) ?? served[0];
  const second = served.find(({ id }) => id === pair?.[1] && id !== first?.id) ?? served.find((task) => task !== first);
  if (first === undefined || second === undefined) return <p className={styles['soft']}>{t('inside.notShared')}</p>;
  const options = served.map(({ id, name }) => ({ value: id, label: name }));
  return (
    <>
      {served.length > 2 ? (
        <div className={styles['choices']}>
          <label className={styles['choice']}>
            {t('inside.across')}
            <Select label={t('inside.across')} value={first.id} options={options} onChange={(id) => setPair([id, second.id])} />
          </label>
          <label className={styles['choice']}>
            {t('inside.upwards')}
            <Select label={t('inside.upwards')} value={second.id} options={options.filter(({ value }) => value !== first.id)} onChange={(id) => setPair([first.id, id])} />
          </label>
        </div>
      ) : undefined}
      <Scatter importance={importance} first={first} second={second} />
    </>
  );
}

const size = 240;

function Scatter({ importance, first, second }: { readonly importance: UnitImportance; readonly first: TaskView; readonly second: TaskView }) {
  const { t, format } = useText();
  const of = (task: TaskView) => importance.values[importance.tasks.indexOf(task.index)] ?? new Float32Array();
  const [across, upwards] = [of(first), of(second)];
  // Each by its own largest: losses of two tasks have different units.
  const [mostAcross, mostUpwards] = [largest(across), largest(upwards)];
  const dots = Array.from(across, (value, unit) => ({ x: mostAcross > 0 ? value / mostAcross : 0, y: mostUpwards > 0 ? (upwards[unit] ?? 0) / mostUpwards : 0 }));
  const forFirst = dots.filter(({ x, y }) => x > 2 * y).length;
  const forSecond = dots.filter(({ x, y }) => y > 2 * x).length;
  const idle = dots.filter(({ x, y }) => x === 0 && y === 0).length;
  const said = t('inside.units.said', {
    first: first.name,
    second: second.name,
    forFirst: format.integer(forFirst),
    forSecond: format.integer(forSecond),
    both: format.integer(dots.length - forFirst - forSecond - idle),
    idle: format.integer(idle),
  });
  return (
    <figure className={styles['figure']}>
      <svg viewBox={`-6 -6 ${size + 12} ${size + 12}`} role="img" aria-label={t('inside.units.scatter', { first: first.name, second: second.name })} className={styles['scatter']}>
        <path d={`M0 0V${size}H${size}`} stroke="var(--outline)" fill="none" />
        <path d={`M0 ${size}L${size} 0`} stroke="var(--ink-faint)" strokeDasharray="4 3" />
        {dots.map(({ x, y }, unit) => (
          <circle key={unit} cx={x * size} cy={size - y * size} r={4} fill="var(--ink)" fillOpacity={0.55}>
            <title>{t('inside.unit', { number: format.integer(unit + 1), across: format.significant(across[unit] ?? 0), upwards: format.significant(upwards[unit] ?? 0) })}</title>
          </circle>
        ))}
      </svg>
      <figcaption className={styles['soft']}>
        {first.name} → · {second.name} ↑ <br />
        {said}
      </figcaption>
    </figure>
  );
}

function largest(values: Float32Array): number {
  return values.reduce((most, value) => Math.max(most, value), 0);
}
