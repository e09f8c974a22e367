import { useMemo } from 'react';
import { useText } from '../../common/texts/use-text';
import { taskColour } from '../../common/tasks/task-colours';
import type { OutcomeTask } from '../filters';
import styles from './column.module.css';

const size = 220;

/** Predicted values against true ones, a dot for each value of each image; on the line they are the same. */
export function Scatter({ task }: { readonly task: OutcomeTask }) {
  const { t, format } = useText();
  const { answers, truths, losses } = task.outcomes;
  const { dots, lowest, highest } = useMemo(() => {
    const pairs = Array.from(truths, (truth, place) => ({ truth, answer: answers[place] ?? Number.NaN, loss: losses[Math.floor(place / task.width)] ?? Number.NaN })).filter(
      ({ loss }) => !Number.isNaN(loss),
    );
    const values = pairs.flatMap(({ truth, answer }) => [truth, answer]);
    const [low, high] = [values.reduce((least, value) => Math.min(least, value), Number.POSITIVE_INFINITY), values.reduce((most, value) => Math.max(most, value), Number.NEGATIVE_INFINITY)];
    const at = (value: number) => (high > low ? (size * (value - low)) / (high - low) : size / 2).toFixed(1);
    return { dots: pairs.map(({ truth, answer }) => `M${at(truth)} ${at(answer)}h0`).join(''), lowest: low, highest: high };
  }, [answers, truths, losses, task.width]);
  const about = t('gallery.scatter.about', { task: task.name, count: format.integer(losses.length) });
  return (
    <figure className={styles['scatter']}>
      <svg viewBox={`-4 -4 ${size + 8} ${size + 8}`} role="img" aria-label={about}>
        {/* y upwards */}
        <g transform={`matrix(1 0 0 -1 0 ${size})`}>
          <path d={`M0 ${size}V0H${size}`} stroke="var(--outline)" fill="none" />
          <path d={`M0 0L${size} ${size}`} stroke="var(--ink-faint)" strokeDasharray="4 3" />
          <path d={dots} stroke={taskColour(task.colour)} strokeWidth={4} strokeLinecap="round" strokeOpacity={0.5} />
        </g>
      </svg>
      <figcaption className={styles['soft']}>
        {t('gallery.true')} → · {t('gallery.predicted')} ↑ · {format.significant(lowest)} … {format.significant(highest)}
      </figcaption>
    </figure>
  );
}
