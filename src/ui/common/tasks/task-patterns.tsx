import { patternId, taskColour, taskColours } from './task-colours';
import styles from './task-swatch.module.css';

/**
 * The stripes that marks in drawings are filled with where a task's colour is dashed: once on the
 * page.
 */
export function TaskPatterns() {
  return (
    <svg className={styles['patterns']} aria-hidden="true">
      <defs>
        {taskColours.map((_, place) => {
          const colour = place + taskColours.length;
          return (
            <pattern key={colour} id={patternId(colour)} width="4" height="4" patternUnits="userSpaceOnUse">
              <rect width="4" height="4" fill="var(--surface)" />
              <rect width="2.5" height="4" fill={taskColour(colour)} />
            </pattern>
          );
        })}
      </defs>
    </svg>
  );
}
