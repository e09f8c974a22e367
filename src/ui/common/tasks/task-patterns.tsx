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
          const index = place + taskColours.length;
          return (
            <pattern key={index} id={patternId(index)} width="4" height="4" patternUnits="userSpaceOnUse">
              <rect width="4" height="4" fill="var(--surface)" />
              <rect width="2.5" height="4" fill={taskColour(index)} />
            </pattern>
          );
        })}
      </defs>
    </svg>
  );
}
