/** Okabe and Ito's colours, safe for colour-blind eyes: marks only, never text. A task has the colour of its place in the list. */
export const taskColours = ['#0072B2', '#D55E00', '#009E73', '#CC79A7', '#E69F00', '#56B4E9'] as const;

/** The colour of the task at a place in the document's list, from 0. */
export function taskColour(index: number): string {
  return taskColours[index % taskColours.length] ?? taskColours[0];
}

/** True for the colours that stand out from paper by less than 3 : 1 (purple, orange and sky blue). */
export function isLightColour(index: number): boolean {
  return index % taskColours.length >= 3;
}
