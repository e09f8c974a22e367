/**
 * Okabe and Ito's colours, safe for colour-blind eyes: marks only, never text. A document gives each
 * task one of twice as many for good, by a number from 0.
 */
export const taskColours = ['#0072B2', '#D55E00', '#009E73', '#CC79A7', '#E69F00', '#56B4E9'] as const;

/** What a task's colour is drawn with; from the seventh on the same ones come again, dashed. */
export function taskColour(colour: number): string {
  return taskColours[colour % taskColours.length] ?? taskColours[0];
}

/** True for the colours that are drawn as another one is, dashed. */
export function isDashed(colour: number): boolean {
  return colour >= taskColours.length;
}

/**
 * True for the colours that stand out from paper by less than 3 : 1 (purple, orange and sky blue).
 */
export function isLightColour(colour: number): boolean {
  return colour % taskColours.length >= 3;
}

/** The ground of a mark in a colour, for CSS: in stripes where that is dashed. */
export function taskBackground(colour: number): string {
  const paint = taskColour(colour);
  return isDashed(colour) ? `repeating-linear-gradient(90deg, ${paint} 0 4px, var(--surface) 4px 6px)` : paint;
}

/**
 * The fill of a mark in a colour in a drawing: that colour, or the pattern of `TaskPatterns` where
 * it is dashed.
 */
export function taskFill(colour: number): string {
  return isDashed(colour) ? `url(#${patternId(colour)})` : taskColour(colour);
}

/** The id of the pattern that marks in a dashed colour are filled with. */
export function patternId(colour: number): string {
  return `task-stripes-${colour}`;
}
