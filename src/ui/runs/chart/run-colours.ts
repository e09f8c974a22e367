import { runColours, runDashes } from '../../../state/view/run-places';

/**
 * Colours of runs, apart from each other and from those of tasks, and clear on paper and on the
 * dark ground: which task a line is of is never told by them.
 */
export const runPalette = ['#965AB4', '#968700', '#E14B78', '#008796', '#9C7F8E', '#1E872D', '#C86E42', '#1C8CF0'] as const;
const dashes = [undefined, '7 4', '2 3', '9 3 2 3'] as const;

/** How the line of a run is drawn: runs beside each other differ by colour and mostly by dash too. */
export function runStroke(place: number): { readonly stroke: string; readonly strokeWidth: number; readonly strokeDasharray?: string } {
  const dash = dashes[(place + Math.floor(place / runColours)) % runDashes];
  return { stroke: runPalette[place % runColours] ?? runPalette[0], strokeWidth: 2, ...(dash === undefined ? {} : { strokeDasharray: dash }) };
}

/** The letter of a run, A to Z, and A2 and so on beyond. */
export function runLetter(place: number): string {
  const letter = String.fromCharCode('A'.charCodeAt(0) + (place % 26));
  return place < 26 ? letter : `${letter}${Math.floor(place / 26) + 1}`;
}
