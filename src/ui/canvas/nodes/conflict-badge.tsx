import { useApp } from '../../common/app-store';
import { TaskSwatch } from '../../common/tasks/task-swatch';
import { useText } from '../../common/texts/use-text';
import styles from './layer-node.module.css';
import { conflictKey } from '../../common/live-readings';
import { useNetworkView } from '../network-view';

/**
 * How the tasks' gradients conflict at a shared layer: the lowest cosine between two tasks'
 * gradients, with those two. Absent until measured.
 */
export function ConflictBadge({ layer }: { readonly layer: string }) {
  const { tasks } = useNetworkView();
  const { t, format } = useText();
  const [firstId, secondId, measured] = useApp((state) => conflictKey(state, layer)).split(' ');
  const [first, second] = [tasks.find((task) => task.id === firstId), tasks.find((task) => task.id === secondId)];
  if (first === undefined || second === undefined) return null;
  // Rounded to nothing it has no sign.
  const value = Number(measured) + 0;
  const cosine = format.fixed(value, 2);
  const key = value < 0 ? 'canvas.conflict-negative' : 'canvas.conflict-positive';
  const meaning = t(key, { first: first.name, second: second.name, cosine });
  return (
    <span className={styles['conflict']} data-task={`${first.colour} ${second.colour}`} role="img" aria-label={meaning} title={meaning} data-testid={`conflict-${layer}`} data-sign={value < 0 ? 'conflict' : 'agree'}>
      <TaskSwatch colour={first.colour} />
      <TaskSwatch colour={second.colour} />
      <span aria-hidden="true">
        {value < 0 ? '▼' : '▲'} {cosine}
      </span>
    </span>
  );
}
