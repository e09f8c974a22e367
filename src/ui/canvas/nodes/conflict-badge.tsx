import type { ShownUnit } from '../../../experiment/groups';
import { useApp } from '../../common/app-store';
import { isNoise } from '../../common/conflict/noise';
import { badgeMeasures, conflictKey } from '../../common/live-readings';
import { TaskSwatch } from '../../common/tasks/task-swatch';
import { useText } from '../../common/texts/use-text';
import { HelpTerm } from '../../widgets/popups/help';
import hidden from '../../widgets/hidden.module.css';
import styles from './layer-node.module.css';
import { useNetworkView } from '../network-view';

/**
 * How the tasks' gradients conflict at a shared layer, or at that of a folded group where they do
 * the most: the lowest cosine between two tasks'
 * gradients, a mean over the last measures, with those two; what it means by hovering, by key and by
 * touch. Absent until measured; without an alarm where it may be noise.
 */
export function ConflictBadge({ unit: { id, layers } }: { readonly unit: ShownUnit }) {
  const { tasks, analysis, words } = useNetworkView();
  const { t, format } = useText();
  const shared = layers.filter((layer) => layer.frozen !== true && (analysis.tasks.get(layer.id)?.length ?? 0) > 1).map((layer) => layer.id);
  const [firstId, secondId, measured, at = id] = useApp((state) => conflictKey(state, shared)).split(' ');
  const [first, second] = [tasks.find((task) => task.id === firstId), tasks.find((task) => task.id === secondId)];
  if (first === undefined || second === undefined) return null;
  // Rounded to nothing it has no sign.
  const value = Number(measured) + 0;
  const cosine = format.fixed(value, 2);
  const sign = signOf(value);
  const own = t(`canvas.conflict-${sign}`, { first: first.name, second: second.name, cosine, count: badgeMeasures });
  const meaning = at === id ? own : `${t('canvas.conflict-inside', { layer: words.name(at) })} ${own}`;
  return (
    <span className={styles['conflict']} data-task={`${first.colour} ${second.colour}`} data-testid={`conflict-${id}`} data-sign={sign}>
      <HelpTerm text={{ about: meaning }} className={`nodrag nopan ${styles['about'] ?? ''}`}>
        <TaskSwatch colour={first.colour} />
        <TaskSwatch colour={second.colour} />
        <span aria-hidden="true">
          {arrows[sign]} {cosine}
        </span>
        <span className={hidden['hidden']}>{meaning}</span>
      </HelpTerm>
    </span>
  );
}

const arrows = { negative: '▼', positive: '▲', noise: '≈' } as const;

function signOf(cosine: number): keyof typeof arrows {
  if (isNoise(cosine)) return 'noise';
  return cosine < 0 ? 'negative' : 'positive';
}
