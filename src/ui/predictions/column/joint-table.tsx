import { useState } from 'react';
import { phi } from '../../../domain/metrics/association/phi';
import { jointCounts } from '../../../domain/metrics/outcomes/right-answers';
import { TaskSwatch } from '../../common/tasks/task-swatch';
import { useText } from '../../common/texts/use-text';
import { HelpTerm } from '../../widgets/popups/help';
import { Select } from '../../widgets/select';
import { sameFilter, type Filter, type OutcomeTask } from '../filters';
import { countedText } from '../filter-text';
import styles from './column.module.css';

interface JointTableProps {
  /** Tasks whose answers are right or wrong, two at least. */
  readonly judged: readonly OutcomeTask[];
  readonly tasks: readonly OutcomeTask[];
  readonly filter: Filter;
  readonly onFilter: (filter: Filter) => void;
}

/** Of how many images two tasks both know the answer, one of them, or neither. */
export function JointTable({ judged, tasks, filter, onFilter }: JointTableProps) {
  const texts = useText();
  const { t, format } = texts;
  const [chosen, choose] = useState<readonly [string, string]>(['', '']);
  const first = judged.find(({ id }) => id === chosen[0]) ?? judged[0];
  const second = judged.find(({ id }) => id === chosen[1] && id !== first?.id) ?? judged.find(({ id }) => id !== first?.id);
  if (first === undefined || second === undefined) return undefined;
  const counts = jointCounts(first.right, second.right);
  const value = phi(counts);
  const options = judged.map(({ id, name }) => ({ value: id, label: name }));
  const cell = (firstRight: boolean, secondRight: boolean) => {
    const count = firstRight ? (secondRight ? counts.both : counts.firstOnly) : secondRight ? counts.secondOnly : counts.neither;
    const own: Filter = { kind: 'joint', first: first.index, second: second.index, firstRight, secondRight };
    const name = countedText(texts, own, tasks, count);
    return (
      <td>
        <button type="button" aria-label={name} title={name} aria-pressed={sameFilter(own, filter)} className={styles['cell']} onClick={() => onFilter(own)}>
          {format.integer(count)}
        </button>
      </td>
    );
  };
  return (
    <section className={styles['section']} aria-label={t('gallery.together')}>
      <h3>{t('gallery.together')}</h3>
      {judged.length < 3 ? undefined : (
        <div className={styles['pair']}>
          <Select label={t('gallery.together.first')} value={first.id} options={options} onChange={(id) => choose([id, second.id])} />
          <Select label={t('gallery.together.second')} value={second.id} options={options.filter(({ value: id }) => id !== first.id)} onChange={(id) => choose([first.id, id])} />
        </div>
      )}
      <table className={styles['joint']} aria-label={t('gallery.together')}>
        <thead>
          <tr>
            <td />
            {(['taskRight', 'taskWrong'] as const).map((key) => (
              <th key={key} scope="col">
                <TaskSwatch colour={second.colour} /> {t(`gallery.${key}`, { task: second.name })}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {([true, false] as const).map((right) => (
            <tr key={String(right)}>
              <th scope="row">
                <TaskSwatch colour={first.colour} /> {t(right ? 'gallery.taskRight' : 'gallery.taskWrong', { task: first.name })}
              </th>
              {cell(right, true)}
              {cell(right, false)}
            </tr>
          ))}
        </tbody>
      </table>
      <p className={styles['figure']}>
        {Number.isNaN(value) ? (
          t('gallery.phi.unknown')
        ) : (
          <>
            <HelpTerm text={{ english: undefined, about: t('gallery.phi.about'), formula: t('gallery.phi.formula') }}>{t('gallery.phi', { phi: format.fixed(value, 2) })}</HelpTerm>{' '}
            {t(`gallery.phi.${wordOf(value, counts.both + counts.firstOnly + counts.secondOnly + counts.neither)}`)}
          </>
        )}
      </p>
    </section>
  );
}

/** Whether φ is more than chance makes of so many images: beyond 1.96 / √n, as n φ² is χ² with one degree of freedom. */
function wordOf(value: number, images: number): 'same' | 'some' | 'none' | 'apart' {
  if (Math.abs(value) <= 1.96 / Math.sqrt(images)) return 'none';
  if (value < 0) return 'apart';
  return value >= 0.5 ? 'same' : 'some';
}
