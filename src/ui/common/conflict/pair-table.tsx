import type { CosinePair } from '../../../domain/metrics/conflict/cosines';
import { HelpTerm } from '../../widgets/popups/help';
import type { HelpText } from '../../widgets/popups/help-text';
import hidden from '../../widgets/hidden.module.css';
import { TaskSwatch } from '../tasks/task-swatch';
import type { TaskView } from '../tasks/use-tasks';
import { useText } from '../texts/use-text';
import styles from './pair-table.module.css';

/** From so many tasks on columns are as wide as their numbers, and the table scrolls. */
const smallestWide = 7;

/**
 * From so many tasks on rows have numbers instead of names, for which there is no room beside the
 * numbers; a list below says whose they are.
 */
const smallest = 5;

/** Whose the numbers are, where rows have no room for names. The tables have the names for those who hear them. */
export function PairTableKey({ tasks }: { readonly tasks: readonly TaskView[] }) {
  if (tasks.length < smallest) return undefined;
  return (
    <ol className={styles['key']} aria-hidden="true">
      {tasks.map((task, place) => (
        <li key={task.id}>
          <TaskSwatch colour={task.colour} /> {place + 1} {task.name}
        </li>
      ))}
    </ol>
  );
}

interface PairTableProps {
  readonly name: string;
  readonly help: HelpText;
  readonly tasks: readonly TaskView[];
  /** [tasks][tasks] */
  readonly values: readonly (readonly number[])[];
  /** The pair that is set in bold. */
  readonly lowest: CosinePair | undefined;
  readonly tint: (value: number) => string;
}

/** A number for every two tasks, in a square. */
export function PairTable({ name, help, tasks, values, lowest, tint }: PairTableProps) {
  const { t, format } = useText();
  const size = tasks.length;
  const number = (place: number) => (size < smallest ? undefined : <span aria-hidden="true"> {place + 1}</span>);
  const isLowest = (row: number, column: number) =>
    (row === lowest?.first && column === lowest.second) || (row === lowest?.second && column === lowest.first);
  const look = size < smallest ? size : 'many';
  const table = (
    <table className={styles['matrix']} data-tasks={look} style={size < smallestWide ? undefined : { minWidth: 37 + 33 * size }}>
      <caption className={styles['caption']}>
        <HelpTerm text={help}>{name}</HelpTerm>
      </caption>
      <thead>
        <tr>
          <td />
          {tasks.map((task, place) => (
            <th key={task.id} scope="col" title={task.name} data-task={task.colour} data-pin>
              <TaskSwatch colour={task.colour} />
              {number(place)}
              <span className={hidden['hidden']}>{task.name}</span>
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {tasks.map((task, row) => (
          <tr key={task.id}>
            <th scope="row" title={task.name} data-task={task.colour} data-pin>
              <TaskSwatch colour={task.colour} />
              {number(row)}
              <span className={styles['name']}>{task.name}</span>
            </th>
            {tasks.map((other, column) => {
              const value = row === column ? Number.NaN : (values[row]?.[column] ?? Number.NaN);
              return (
                <td
                  key={other.id}
                  title={row === column ? task.name : t('curves.pair', { first: task.name, second: other.name })}
                  data-lowest={isLowest(row, column)}
                  data-task={row === column ? task.colour : `${task.colour} ${other.colour}`}
                  style={{ background: tint(value) }}
                >
                  {row === column ? '1' : cellText(format.fixed(Number(value.toFixed(2)) + 0, 2), size)}
                </td>
              );
            })}
          </tr>
        ))}
      </tbody>
    </table>
  );
  return size < smallestWide ? table : <div className={styles['scroll']}>{table}</div>;
}

/** Of three tasks or more without the 0 before the point, for which there is no room. */
function cellText(text: string, size: number): string {
  return size < 3 ? text : text.replace(/^(−?)0\./, '$1.');
}
