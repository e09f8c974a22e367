import type { DataView } from '../../../../protocol/data-view';
import { TaskSwatch } from '../../../common/tasks/task-swatch';
import { useText } from '../../../common/texts/use-text';
import table from '../../../widgets/data-table.module.css';
import type { ShownTask } from './shown-task';
import styles from './look.module.css';

/** How much the answers to each task tell of those to each other one. */
export function AssociationTable({ view, tasks }: { readonly view: DataView; readonly tasks: readonly ShownTask[] }) {
  const { t, format } = useText();
  const known = tasks.filter(({ index }) => view.association[index]?.some((value, other) => other !== index && !Number.isNaN(value)));
  if (known.length < 2) return undefined;
  return (
    <section className={styles['association']}>
      <h3 className={styles['class']}>{t('look.association')}</h3>
      <p className={styles['soft']}>{t('look.association.about')}</p>
      <div className={table['scroll']}>
        <table className={table['table']} aria-label={t('look.association')}>
          <thead>
            <tr>
              <td />
              {known.map((task) => (
                <th key={task.id} scope="col">
                  <TaskSwatch colour={task.colour} /> {task.name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {known.map((row) => (
              <tr key={row.id}>
                <th scope="row">
                  <TaskSwatch colour={row.colour} /> {row.name}
                </th>
                {known.map((column) => {
                  const value = view.association[row.index]?.[column.index] ?? Number.NaN;
                  return (
                    <td key={column.id} className={styles['figure']} style={{ background: `color-mix(in srgb, var(--ink) ${row === column ? 0 : Math.round(30 * (value || 0))}%, transparent)` }}>
                      {row === column ? '' : format.fixed(value, 2)}
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
