import type { Arrow } from '../../../../domain/balancing/update-in-plane';

/** Of the picture, in pixels. */
export const pictureSize = { width: 224, height: 92 } as const;
const margin = 8;
/** Shorter arrows are drawn as long as this: a point has no direction. */
const shortest = 14;
/** The step is drawn at most so many times as long as the longer gradient. */
const longestStep = 1.8;

/** An arrow as it is drawn: from the common origin to its tip, in pixels, y downwards. */
export interface DrawnArrow {
  readonly from: Arrow;
  readonly to: Arrow;
  /** False where it would be too short to be seen, or too long for the picture. */
  readonly toScale: boolean;
}

/** Two gradients and the step, as drawn. No step where the method finds none. */
export interface ArrowLayout {
  readonly gradients: readonly DrawnArrow[];
  readonly step: DrawnArrow | undefined;
}

export const lengthOf = ({ x, y }: Arrow) => Math.hypot(x, y);

/** The angle between two arrows in degrees; not-a-number where one has no length. */
export function angleBetween(one: Arrow, other: Arrow): number {
  const cosine = (one.x * other.x + one.y * other.y) / (lengthOf(one) * lengthOf(other));
  return (Math.acos(Math.min(1, Math.max(-1, cosine))) * 180) / Math.PI;
}

/** True where a direction is long enough, beside the gradients, to be one and not their rounding. */
export function isStep(direction: Arrow, gradients: readonly Arrow[]): boolean {
  return lengthOf(direction) > 1e-6 * Math.max(...gradients.map(lengthOf));
}

/**
 * Turns two gradients so that they part evenly to both sides of upwards, and makes them and the
 * direction as large as the picture lets them be.
 */
export function arrowLayout(gradients: readonly [Arrow, Arrow], direction: Arrow): ArrowLayout {
  const longest = Math.max(...gradients.map(lengthOf));
  // The first lies along x.
  const turn = Math.PI / 2 - Math.atan2(gradients[1].y, gradients[1].x) / 2;
  const limit = longestStep * longest;
  const step = isStep(direction, gradients) ? [direction] : [];
  const turned = [...gradients, ...step].map((arrow) => shortened(turnedBy(turn, arrow), limit));
  const ends = [{ x: 0, y: 0 }, ...turned.map(({ arrow }) => arrow)];
  const [left, right, bottom, top] = [Math.min(...ends.map(({ x }) => x)), Math.max(...ends.map(({ x }) => x)), Math.min(...ends.map(({ y }) => y)), Math.max(...ends.map(({ y }) => y))];
  const scale = Math.min((pictureSize.width - 2 * margin) / (right - left), (pictureSize.height - 2 * margin) / (top - bottom));
  const from = { x: pictureSize.width / 2 - (scale * (left + right)) / 2, y: pictureSize.height / 2 + (scale * (top + bottom)) / 2 };
  const [first, second, third] = turned.map(({ arrow, toScale }) => {
    const length = scale * lengthOf(arrow);
    const stretch = length === 0 ? 0 : Math.max(1, shortest / length);
    const to = { x: from.x + scale * stretch * arrow.x, y: from.y - scale * stretch * arrow.y };
    return { from, to, toScale: toScale && stretch === 1 };
  });
  return { gradients: [first, second].filter((arrow) => arrow !== undefined), step: third };
}

function turnedBy(angle: number, { x, y }: Arrow): Arrow {
  return { x: x * Math.cos(angle) - y * Math.sin(angle), y: x * Math.sin(angle) + y * Math.cos(angle) };
}

function shortened(arrow: Arrow, limit: number): { readonly arrow: Arrow; readonly toScale: boolean } {
  const length = lengthOf(arrow);
  return length <= limit ? { arrow, toScale: true } : { arrow: { x: (arrow.x * limit) / length, y: (arrow.y * limit) / length }, toScale: false };
}
