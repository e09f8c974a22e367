import type { Shape } from '../../../domain/shape';
import { className } from '../../common/tasks/task-names';
import { TaskSwatch } from '../../common/tasks/task-swatch';
import { useText } from '../../common/texts/use-text';
import { Picture } from '../../common/answers/picture';
import { ShareBar } from '../../common/answers/share-bar';
import { rankedClasses } from '../../common/answers/verdict';
import { saidOf, type OwnTask } from './own-task';
import styles from './own.module.css';

/** Classes that are told with their probabilities. */
const told = 3;

/** What one task says: its best classes with their probabilities, a picture, or a word. */
export function OwnAnswer({ task, shape }: { readonly task: OwnTask; readonly shape: Shape }) {
  const texts = useText();
  const { target, output, name, colour } = task;
  const ranks = target.id === 'classes' || target.id === 'tags';
  return (
    <li className={styles['task']} data-task={colour}>
      <span className={styles['name']}>
        <TaskSwatch colour={colour} />
        {name}
        {ranks || target.id === 'image' ? undefined : <strong>{output === undefined ? '–' : saidOf(texts, task)?.slice(name.length + 2)}</strong>}
      </span>
      {target.id === 'image' ? <Picture shape={shape} pixels={output} factor={255} label={name} /> : undefined}
      {ranks
        ? Array.from({ length: Math.min(told, target.classes.length) }, (_, place) => <Rank key={place} task={task} place={place} />)
        : undefined}
    </li>
  );
}

/** One of the best classes; an empty row before there is an answer. */
function Rank({ task: { target, output, colour }, place }: { readonly task: OwnTask; readonly place: number }) {
  const { language, format } = useText();
  const one = output === undefined ? undefined : rankedClasses(target, output, told, [])[place];
  return (
    <span className={styles['row']} data-first={place === 0}>
      <span className={styles['class']}>{one === undefined ? '–' : className(one.name, language)}</span>
      <ShareBar share={one?.probability ?? 0} colour={colour} isFirst={place === 0} />
      <span className={styles['share']}>{one === undefined ? '' : format.percent(one.probability, 0)}</span>
    </span>
  );
}
