import type { Experiment } from '../../../experiment/schema';
import { TaskSwatch } from '../tasks/task-swatch';
import type { VerdictSentence } from './verdict-text';
import styles from './verdict-view.module.css';

/** Sentences of a verdict, each with the swatches of its tasks; grey where chance may explain it. */
export function VerdictView({ tasks, sentences }: { tasks: Experiment['tasks']; sentences: readonly VerdictSentence[] }) {
  return sentences.map(({ tasks: about, text, shown }) => (
    <span key={text} className={styles['sentence']} data-shown={shown}>
      {about.map((id) => {
        const task = tasks.find((one) => one.id === id);
        return task === undefined ? undefined : <TaskSwatch key={id} colour={task.colour} />;
      })}{' '}
      {text}{' '}
    </span>
  ));
}
