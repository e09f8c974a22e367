import { cosineMatrix, lowestPair } from '../../domain/metrics/cosines';
import { useApp } from '../common/app-store';
import { newestConflict } from '../common/live-readings';
import { Section } from '../common/section';
import { TaskSwatch } from '../common/task-swatch';
import { useTasks } from '../common/use-tasks';
import { useText } from '../common/use-text';
import styles from './pull-matrix.module.css';

/** The cosines between the gradients of every two tasks at one shared layer. */
export function PullMatrix({ layer }: { readonly layer: string }) {
  const { t, format } = useText();
  const tasks = useTasks();
  const measured = useApp((state) => newestConflict(state, layer));
  if (measured === undefined) {
    return (
      <Section title={t('canvas.pull')}>
        <p className={styles['hint']}>{t('canvas.pull-none')}</p>
      </Section>
    );
  }
  const cosines = cosineMatrix(measured.gram, measured.tasks.length);
  const lowest = lowestPair(cosines);
  const shown = measured.tasks.flatMap((index) => tasks[index] ?? []);
  const isLowest = (row: number, column: number) =>
    (row === lowest?.first && column === lowest.second) || (row === lowest?.second && column === lowest.first);
  return (
    <Section title={t('canvas.pull')}>
      <table className={styles['matrix']}>
        <thead>
          <tr>
            <td />
            {shown.map((task) => (
              <th key={task.id} scope="col" title={task.name}>
                <TaskSwatch colour={task.colour} light={task.light} />
                <span className={styles['hidden']}>{task.name}</span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {shown.map((task, row) => (
            <tr key={task.id}>
              <th scope="row" title={task.name}>
                <TaskSwatch colour={task.colour} light={task.light} />
                <span className={styles['name']}>{task.name}</span>
              </th>
              {shown.map((other, column) => {
                const cosine = cosines[row]?.[column] ?? Number.NaN;
                return (
                  <td
                    key={other.id}
                    data-lowest={isLowest(row, column)}
                    style={{ background: tint(row === column ? 0 : cosine) }}
                  >
                    {row === column ? '1' : format.fixed(cosine, 2)}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
      <p className={styles['hint']}>
        {t('canvas.pull-help')} {t('canvas.pull-at', { step: format.integer(measured.step) })}
      </p>
    </Section>
  );
}

/** Warmer the more two tasks pull apart, cooler the more they agree; the sign stands in the number. */
function tint(cosine: number): string {
  if (Number.isNaN(cosine) || cosine === 0) return 'var(--sunken)';
  const share = Math.round(8 + 30 * Math.min(1, Math.abs(cosine)));
  return `color-mix(in srgb, ${cosine < 0 ? '#D55E00' : '#0072B2'} ${share}%, var(--surface))`;
}
