import { cosineMatrix, lowestPair, type CosinePair } from '../../domain/metrics/conflict/cosines';
import { magnitudeSimilarities } from '../../domain/metrics/conflict/magnitude-similarity';
import { translateCode } from '../../i18n/translate';
import { useApp } from '../common/app-store';
import { HelpTerm } from '../widgets/popups/help';
import type { HelpText } from '../widgets/popups/use-help';
import hidden from '../widgets/hidden.module.css';
import { newestConflict } from '../common/live-readings';
import { Section } from '../widgets/section';
import { TaskSwatch } from '../common/tasks/task-swatch';
import { tintOf } from '../widgets/tint';
import { useTasks, type TaskView } from '../common/tasks/use-tasks';
import { useText } from '../common/texts/use-text';
import styles from './conflict-matrix.module.css';

/**
 * How the gradients of every two tasks conflict at one shared layer, or (undefined) at all shared
 * weights together: cosines, and how alike in length.
 */
export function ConflictMatrix({ layer }: { readonly layer: string | undefined }) {
  const { t, format } = useText();
  const tasks = useTasks();
  const every = useApp((state) => state.view.conflictEvery);
  const measured = useApp((state) => newestConflict(state, layer));
  const title = t(layer === undefined ? 'canvas.conflict-total' : 'canvas.conflict');
  if (measured === undefined) {
    const often = every === 1 ? t('canvas.conflict-none.one') : t('canvas.conflict-none', { steps: format.integer(every) });
    const none = every === 0 ? t('canvas.conflict-never') : often;
    return (
      <Section title={title}>
        <p className={styles['hint']}>{none}</p>
      </Section>
    );
  }
  const size = measured.tasks.length;
  const cosines = cosineMatrix(measured.gram, size);
  const shown = measured.tasks.flatMap((index) => tasks[index] ?? []);
  return (
    <Section title={title}>
      <PairTable
        name={t('canvas.conflict-cosine')}
        help={{ english: translateCode('en', 'canvas', 'conflict-cosine'), about: t('canvas.conflict-help'), formula: t('curves.cosine.formula') }}
        tasks={shown}
        values={cosines}
        lowest={lowestPair(cosines)}
        tint={tintOf}
      />
      <PairTable
        name={t('canvas.conflict-similarity')}
        help={{ english: translateCode('en', 'canvas', 'conflict-similarity'), about: t('curves.similarity.about'), formula: t('curves.similarity.formula') }}
        tasks={shown}
        values={magnitudeSimilarities(measured.gram, size)}
        lowest={undefined}
        tint={() => 'var(--sunken)'}
      />
      {size < smallest ? undefined : <Key tasks={shown} />}
      <p className={styles['hint']}>{t('canvas.conflict-at', { step: format.integer(measured.step) })}</p>
    </Section>
  );
}

/** From so many tasks on columns are as wide as their numbers, and the table scrolls. */
const smallestWide = 7;

/**
 * From so many tasks on rows have numbers instead of names, for which there is no room beside the
 * numbers; a list below says whose they are.
 */
const smallest = 5;

/** Whose the numbers are. The tables have the names for those who hear them. */
function Key({ tasks }: { readonly tasks: readonly TaskView[] }) {
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

function PairTable({ name, help, tasks, values, lowest, tint }: PairTableProps) {
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
            <th key={task.id} scope="col" title={task.name}>
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
            <th scope="row" title={task.name}>
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
