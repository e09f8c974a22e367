import { isDashed } from '../../common/tasks/task-colours';
import { TaskSwatch } from '../../common/tasks/task-swatch';
import type { TaskView } from '../../common/tasks/use-tasks';
import { useText } from '../../common/texts/use-text';
import styles from './legend.module.css';

interface LegendProps {
  readonly tasks: readonly Pick<TaskView, 'id' | 'name' | 'colour'>[];
  /** Whether the chart has the weighted total; and a run before this one. */
  readonly total: boolean;
  readonly before: boolean;
  /**
   * Images of the newest test on the fixed subset, undefined before the first one; and of one on
   * all, undefined where there is none.
   */
  readonly subsetImages: number | undefined;
  readonly fullImages: number | undefined;
  /** False where train and test are not told apart. */
  readonly tests?: boolean;
}

/** What colours and kinds of line mean. */
export function Legend({ tasks, total, before, subsetImages, fullImages, tests = true }: LegendProps) {
  const { t, format } = useText();
  const dashed = tasks.some(({ colour }) => isDashed(colour));
  const testText = () => {
    if (subsetImages === undefined) return t('curves.testUnknown');
    return subsetImages === 1 ? t('curves.test.one') : t('curves.test', { images: format.integer(subsetImages) });
  };
  return (
    <ul className={styles['legend']} aria-label={t('curves.legend')}>
      {tasks.map(({ id, name, colour }) => (
        <li key={id}>
          <TaskSwatch colour={colour} />
          {name}
        </li>
      ))}
      {total ? (
        <li>
          <Sample dash="7 3" width={1.25} />
          {t('curves.total')}
        </li>
      ) : undefined}
      {tests ? (
        <>
          <li>
            <Sample width={2} />
            {dashed && <Sample dash="9 4" width={2} />}
            {t('curves.train')}
          </li>
          <li>
            <Sample dash="1.5 3.5" width={2} />
            {dashed && <Sample dash="9 4 1.5 4" width={2} />}
            {testText()}
          </li>
        </>
      ) : undefined}
      {fullImages === undefined ? undefined : (
        <li>
          <svg aria-hidden width="12" height="12">
            <path d="M6 1L11 6L6 11L1 6Z" fill="none" stroke="currentColor" strokeWidth="1.25" />
          </svg>
          {t('curves.fullTest', { images: format.integer(fullImages) })}
        </li>
      )}
      {before ? (
        <li>
          <Sample width={1.5} stroke="var(--outline)" />
          {t('curves.before')}
        </li>
      ) : undefined}
    </ul>
  );
}

function Sample({ width, dash, stroke = 'currentColor' }: { width: number; dash?: string; stroke?: string }) {
  return (
    <svg aria-hidden width="18" height="8">
      <path d="M1 4H17" stroke={stroke} strokeWidth={width} strokeDasharray={dash} strokeLinecap={dash === undefined ? 'butt' : 'round'} />
    </svg>
  );
}
