/**
 * Okabe and Ito's colours, safe for colour-blind eyes: marks only, never text. A task has the
 * colour of its place in the list.
 */
export const taskColours = ['#0072B2', '#D55E00', '#009E73', '#CC79A7', '#E69F00', '#56B4E9'] as const;

/**
 * The colour of the task at a place in the document's list, from 0; from the seventh on the same
 * colours come again, dashed.
 */
export function taskColour(index: number): string {
  return taskColours[index % taskColours.length] ?? taskColours[0];
}

/** True for the tasks whose colour another one has too, undashed. */
export function isDashed(index: number): boolean {
  return index >= taskColours.length;
}

/**
 * True for the colours that stand out from paper by less than 3 : 1 (purple, orange and sky blue).
 */
export function isLightColour(index: number): boolean {
  return index % taskColours.length >= 3;
}

/** The ground of a mark of the task, for CSS: its colour, in stripes where that is dashed. */
export function taskBackground(index: number): string {
  const colour = taskColour(index);
  return isDashed(index) ? `repeating-linear-gradient(90deg, ${colour} 0 4px, var(--surface) 4px 6px)` : colour;
}

/**
 * The fill of a mark of the task in a drawing: its colour, or the pattern of `TaskPatterns` where
 * that is dashed.
 */
export function taskFill(index: number): string {
  return isDashed(index) ? `url(#${patternId(index)})` : taskColour(index);
}

/** The id of the pattern that a dashed task's marks are filled with. */
export function patternId(index: number): string {
  return `task-stripes-${index}`;
}
