import type { Scale } from './chart-scale';

/** More labels than these would lie close. */
const mostTicks = 6;

/**
 * A logarithmic axis that holds the positive values between two, with two to six lines: at every 1,
 * 2 and 5, or only at powers of ten.
 * @param low above 0
 */
export function logScale(low: number, high: number): Scale {
  // One decade more at both ends, for logarithms are rounded.
  const [first, last] = [Math.floor(Math.log10(low)) - 1, Math.ceil(Math.log10(high)) + 1];
  const decades = Array.from({ length: last - first + 1 }, (_, index) => 10 ** (first + index));
  const fine = around(decades.flatMap((decade) => [decade, 2 * decade, 5 * decade]), low, high);
  const ticks = fine.length <= mostTicks ? fine : around(decades, low, high);
  const every = Math.ceil(ticks.length / mostTicks);
  const [from, to] = [ticks[0] ?? low, ticks.at(-1) ?? high];
  return { low: from, high: to, ticks: ticks.filter((_, index) => index % every === 0), isLog: true };
}

/** Of ascending lines those from the last one below `low` to the first one above `high`, two at least. */
function around(lines: readonly number[], low: number, high: number): readonly number[] {
  const from = lines.findLastIndex((line) => line <= low);
  const to = lines.findIndex((line) => line >= high);
  return lines.slice(from, Math.max(to, from + 1) + 1);
}
