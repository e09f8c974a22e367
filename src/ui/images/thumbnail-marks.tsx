import { TaskSwatch } from '../common/tasks/task-swatch';
import { useText, type Texts } from '../common/texts/use-text';
import type { TaskAnswer } from '../common/answers/task-answer';
import { isRight, type Verdict } from '../common/answers/verdict';
import styles from './thumbnails.module.css';

/** As many marks as there is room for below a thumbnail, each of two columns wide or one. */
const room = 6;

/**
 * A mark for each task: right or wrong, by how much a box or a mask covers the truth in percent, by
 * how much a value is off. Where there are more than there is room for, how many are right.
 */
export function ThumbnailMarks({ answers }: { readonly answers: readonly TaskAnswer[] }) {
  const texts = useText();
  const widths = answers.map(({ task: { target } }) => (target.id === 'values' ? 2 : 1));
  if (widths.reduce((sum, width) => sum + width, 0) > room) return <RightOnes answers={answers} />;
  return (
    <span className={styles['marks']} aria-hidden="true">
      {answers.map(({ task, verdict }) => (
        <span key={task.id} data-task={task.colour} data-wide={task.target.id === 'values'}>
          <TaskSwatch colour={task.colour} />
          {markOf(texts, verdict)}
        </span>
      ))}
    </span>
  );
}

function RightOnes({ answers }: { readonly answers: readonly TaskAnswer[] }) {
  const { t, format } = useText();
  const told = answers.flatMap(({ verdict }) => (verdict === undefined ? [] : (isRight(verdict) ?? [])));
  const counts = { right: format.integer(told.filter(Boolean).length), all: format.integer(told.length) };
  return (
    <span className={styles['marks']} aria-hidden="true">
      <span data-wide="true">{told.length === 0 ? '–' : t('predictions.rightOnes', counts)}</span>
    </span>
  );
}

function markOf({ format }: Pick<Texts, 'format'>, verdict: Verdict | undefined): string {
  switch (verdict?.kind) {
    case 'box':
    case 'mask':
      return format.integer(100 * verdict.overlap);
    case 'values':
      return `±${format.fixed(meanError(verdict.answer, verdict.truth), 2)}`;
    case 'class':
    case 'tags':
    case 'level':
      return isRight(verdict) === true ? '✓' : '✗';
    default:
      return '–';
  }
}

function meanError(answer: readonly number[], truth: readonly number[]): number {
  return answer.reduce((sum, value, place) => sum + Math.abs(value - (truth[place] ?? Number.NaN)), 0) / answer.length;
}
