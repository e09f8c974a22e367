import type { Line } from './routes/line';

/** How one task's strand is drawn, the same on every wire. Widths in pixels of the canvas. */
export interface StrandStyle {
  readonly width: number;
  /** Hollow: the weight is zero. Hatched: it is negative, the task is pushed away from. */
  readonly fill: 'solid' | 'hollow' | 'hatched';
}

const thinnest = 1.5;
const thickest = 8;
/** A hollow strand needs two walls and a middle to be seen as hollow. */
const hollowWidth = 4;
/**
 * Widths move in steps that an eye can tell apart, so that a running average does not redraw the
 * canvas all the time.
 */
const widthStep = 0.25;
/** Pixels between neighbours on a wire. */
export const strandGap = 1.5;

/**
 * The style of each task's strand by its share |c| / Σ|c| of the effective weights, 1.5 to 8 px.
 * Weights that are not finite count as zero.
 */
export function strandStyles(weights: readonly number[]): readonly StrandStyle[] {
  const sizes = weights.map((weight) => (Number.isFinite(weight) ? Math.abs(weight) : 0));
  const largest = Math.max(0, ...sizes);
  // By the largest first: the sum of huge weights could overflow.
  const sum = sizes.reduce((total, size) => total + (largest === 0 ? 0 : size / largest), 0);
  return sizes.map((size, task) => {
    if (size === 0) return { width: hollowWidth, fill: 'hollow' };
    const share = size / largest / sum;
    const width = thinnest + (thickest - thinnest) * share;
    return { width: Math.round(width / widthStep) * widthStep, fill: (weights[task] ?? 0) < 0 ? 'hatched' : 'solid' };
  });
}

/**
 * The distance of each strand's middle from the middle of the bundle, first one uppermost
 * (negative), for strands side by side.
 */
export function bundleOffsets(widths: readonly number[], gap: number = strandGap): readonly number[] {
  const total = widths.reduce((sum, width) => sum + width, 0) + gap * Math.max(0, widths.length - 1);
  let edge = -total / 2;
  return widths.map((width) => {
    const middle = edge + width / 2;
    edge += width + gap;
    return middle;
  });
}

/**
 * One task's strand on a wire: where it leaves and where it arrives, as distances from the two
 * ports' middles.
 */
export interface Strand {
  readonly task: string;
  readonly style: StrandStyle;
  readonly fromOffset: number;
  readonly toOffset: number;
}

/**
 * The strands of a wire: one for each task that its target serves. At either end a strand has its
 * place in the bundle of all strands that run through that layer, so that at a fork they part from
 * where they ran.
 * @param order all tasks, which is the order of strands everywhere
 * @param fromTasks the tasks that the wire's source serves
 * @param toTasks the tasks that its target serves
 */
export function wireStrands(
  order: readonly string[],
  styles: ReadonlyMap<string, StrandStyle>,
  fromTasks: readonly string[],
  toTasks: readonly string[],
): readonly Strand[] {
  const places = (tasks: readonly string[]) => {
    const own = order.filter((task) => tasks.includes(task) && styles.has(task));
    const offsets = bundleOffsets(own.map((task) => styles.get(task)?.width ?? 0));
    return new Map(own.map((task, index) => [task, offsets[index] ?? 0]));
  };
  const [leaving, arriving] = [places(fromTasks), places(toTasks)];
  return [...arriving].flatMap(([task, toOffset]) => {
    const style = styles.get(task);
    return style === undefined ? [] : [{ task, style, fromOffset: leaving.get(task) ?? toOffset, toOffset }];
  });
}

/**
 * The SVG path of a strand: parallel to the line of its wire, at a distance (along the line's
 * normal, positive is downwards where it runs to the right) that goes over from one offset to the
 * other. Parallel curves keep strands side by side in steep stretches too, where curves that are
 * merely moved downwards would cover one another.
 * @param swapped true where the network runs downwards: the line is that of one to the right, and
 * across becomes down
 */
export function strandPath(line: Line, fromOffset = 0, toOffset = 0, swapped = false): string {
  const last = Math.max(1, line.length - 1);
  const points = line.map(({ x, y, dx, dy }, index) => {
    const t = index / last;
    const offset = fromOffset + (toOffset - fromOffset) * t * t * (3 - 2 * t);
    const [along, across] = [round(x - dy * offset), round(y + dx * offset)];
    return swapped ? `${across},${along}` : `${along},${across}`;
  });
  return `M${points.join('L')}`;
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
