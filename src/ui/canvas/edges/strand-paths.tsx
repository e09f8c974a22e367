import type { Line } from '../../../domain/network/routes/line';
import { strandPath, type Strand } from '../../../domain/network/strands';
import { isDashed, isLightColour, taskColour } from '../../common/tasks/task-colours';
import type { TaskView } from '../../common/tasks/use-tasks';
import styles from './strands.module.css';

/** The strand of a task whose colour another one has too. */
const strandDash = '18 9';

interface StrandPathsProps {
  readonly line: Line;
  /** True where the network runs downwards. */
  readonly down: boolean;
  readonly strands: readonly Strand[];
  readonly tasks: readonly TaskView[];
  readonly selected: boolean;
}

/** The strands of one wire, side by side; a wire that serves no task is a thin dashed line. */
export function StrandPaths({ line, down, strands, tasks, selected }: StrandPathsProps) {
  const middle = strandPath(line, 0, 0, down);
  if (strands.length === 0) return <path className={styles['idle']} d={middle} data-selected={selected} />;
  const [top, bottom] = [strands[0], strands.at(-1)];
  const halo = Math.max(...[top, bottom].map((end) => (end === undefined ? 0 : Math.abs(end.toOffset) + end.style.width / 2)));
  return (
    <>
      {selected && <path className={styles['halo']} d={middle} strokeWidth={2 * halo + 8} />}
      {strands.map(({ task, style, fromOffset, toOffset }) => {
        const view = tasks.find((candidate) => candidate.id === task);
        if (view === undefined) return null;
        const path = strandPath(line, fromOffset, toOffset, down);
        const dash = isDashed(view.colour) ? strandDash : undefined;
        return (
          <g key={task} data-strand={task} data-task={view.colour} data-fill={style.fill}>
            {isLightColour(view.colour) && <path className={styles['outline']} d={path} strokeWidth={style.width + 1} strokeDasharray={dash} />}
            <path
              className={styles['strand']}
              d={path}
              stroke={style.fill === 'hatched' ? `url(#${hatchId(view.colour)})` : taskColour(view.colour)}
              strokeWidth={style.width}
              strokeDasharray={dash}
            />
            {style.fill === 'hollow' && <path className={styles['hollow']} d={path} strokeWidth={Math.max(1, style.width - 2)} />}
          </g>
        );
      })}
    </>
  );
}

function hatchId(colour: number): string {
  return `strand-hatch-${colour}`;
}

/** The hatchings for negative weights, one for each task. */
export function StrandHatches({ tasks }: { readonly tasks: readonly TaskView[] }) {
  return (
    <svg className={styles['hatches']} aria-hidden="true">
      <defs>
        {tasks.map((task) => (
          <pattern
            key={task.id}
            id={hatchId(task.colour)}
            width="5"
            height="5"
            patternUnits="userSpaceOnUse"
            patternTransform="rotate(45)"
          >
            <rect className={styles['paper']} width="5" height="5" />
            <rect width="3" height="5" fill={taskColour(task.colour)} />
          </pattern>
        ))}
      </defs>
    </svg>
  );
}
