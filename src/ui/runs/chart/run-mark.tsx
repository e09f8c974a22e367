import { taskColour, taskColours } from '../../common/tasks/task-colours';

/** So many runs can be told apart on one chart. */
export const maximumShown = 8;

/** The letter of a run on the chart, A to H. */
export function runLetter(place: number): string {
  return String.fromCharCode('A'.charCodeAt(0) + place);
}

/**
 * How the line of a run is drawn: the colours are those that colour-blind eyes tell apart; once
 * they are used up, lines are dashed.
 */
export function runStroke(place: number): { readonly stroke: string; readonly strokeWidth: number; readonly strokeDasharray?: string } {
  return { stroke: taskColour(place), strokeWidth: 2, ...(place < taskColours.length ? {} : { strokeDasharray: '6 4' }) };
}

/** A piece of a run's line with its letter. */
export function RunMark({ place }: { place: number }) {
  return (
    <svg width="30" height="12" aria-hidden>
      <path d="M0 6H16" fill="none" {...runStroke(place)} />
      <text x="19" y="10" fill="currentColor" fontSize="12" fontWeight="600">
        {runLetter(place)}
      </text>
    </svg>
  );
}
