import type { ChartData, ChartLine } from '../../../state/charts/chart-data';
import { rangeOf, type StepRange, type Steps } from '../../charts/steps';

/** No part of a run is shorter: there would be nothing between its ends. */
const fewest = 8;
/** How many steps a part has for each one that it had before. */
export const zoomFactor = 0.5;

/**
 * The part of a run between two steps, whichever comes first: at least eight steps and within the
 * planned ones. Undefined where it is the whole run.
 */
export function zoomBetween(one: number, other: number, planned: number): StepRange | undefined {
  const length = Math.max(fewest, Math.abs(one - other));
  if (length >= planned) return undefined;
  const middle = (one + other) / 2;
  const from = Math.round(Math.min(planned - length, Math.max(0, middle - length / 2)));
  return { from, to: Math.min(planned, Math.round(from + length)) };
}

/**
 * A part that is so many times as long, in which a step keeps its place; undefined where that is the
 * whole run.
 */
export function zoomBy(zoom: StepRange | undefined, planned: number, step: number, factor: number): StepRange | undefined {
  const { from, to } = rangeOf(zoom ?? planned);
  const at = Math.min(to, Math.max(from, step));
  return zoomBetween(at - (at - from) * factor, at + (to - at) * factor, planned);
}

/** The steps that charts of a run show: of a zoom what lies within the plan, which may have changed. */
export function shownSteps(zoom: StepRange | undefined, planned: number): Steps {
  if (zoom === undefined || zoom.from + 1 >= planned) return planned;
  return zoom.to <= planned ? zoom : { from: zoom.from, to: planned };
}

/**
 * What of a chart lies within these steps, with one more point of each line on either side, to which
 * the line runs; the same object for the whole run.
 */
export function dataWithin(data: ChartData, steps: Steps): ChartData {
  if (typeof steps === 'number') return data;
  const { from, to } = steps;
  const within = ({ points }: ChartLine) => {
    const first = points.findIndex(({ x }) => x >= from);
    if (first < 0) return points.slice(-1);
    const after = points.findIndex(({ x }) => x > to);
    return points.slice(Math.max(0, first - 1), after < 0 ? points.length : after + 1);
  };
  return {
    lines: data.lines.map((line) => ({ ...line, points: within(line) })),
    fullTests: data.fullTests.filter(({ x }) => x >= from && x <= to),
  };
}
