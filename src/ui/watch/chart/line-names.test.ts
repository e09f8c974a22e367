import { describe, expect, it } from 'vitest';
import { formats } from '../../../i18n/format';
import { translateCode, translator } from '../../../i18n/translate';
import type { ChartLine } from '../../../state/charts/chart-data';
import { plotOf, textWidth, xAt } from '../../charts/chart-layout';
import { tidyScale } from '../../charts/chart-scale';
import { lineNames, nameIndent, newestStep } from './line-names';

const texts: Parameters<typeof lineNames>[1] = {
  language: 'en',
  t: translator('en'),
  code: (namespace, code, params) => translateCode('en', namespace, code, params),
  format: formats('en'),
};
const frame = { plot: plotOf(400, 200), planned: 100, scale: tidyScale(0, 1) };

/** A line of a task from the first step to another, at one height. */
function line(task: number, to: number, y: number, role: ChartLine['role'] = 'train'): ChartLine {
  return { key: `${role} ${task}`, role, task, points: to === 0 ? [] : [{ x: 1, y }, { x: to, y }] };
}
const named = (lines: readonly ChartLine[]) => lineNames({ lines, fullTests: [] }, texts, ['Digit', 'Parity'], frame);

describe('names of lines', () => {
  it('stand behind the newest step while there is room, each at the height of its line', () => {
    const names = named([line(0, 50, 0.8), line(1, 50, 0.2), line(0, 50, 0.7, 'test'), line(0, 100, 0.5, 'before')]);
    expect(names.map(({ text }) => text)).toEqual(['Digit', 'Parity']);
    for (const { x } of names) expect(x).toBeGreaterThan(xAt(frame.plot, frame.planned, 50));
    expect((names[0]?.y ?? 0) < (names[1]?.y ?? 0)).toBe(true);
  });

  it('end with the chart where there is none, clear of the lines', () => {
    const [name] = named([line(0, 100, 0.1)]);
    expect(name?.text).toBe('Digit');
    expect((name?.x ?? 0) + nameIndent(undefined) + textWidth('Digit')).toBeLessThanOrEqual(frame.plot.width);
    const height = frame.plot.bottom - 0.1 * (frame.plot.bottom - frame.plot.top);
    expect(Math.abs((name?.y ?? height) - height)).toBeGreaterThan(6);
  });

  it('are none for lines without points', () => {
    expect(named([line(0, 0, 0)])).toEqual([]);
    expect(newestStep([line(0, 0, 0)])).toBe(0);
    expect(newestStep([line(0, 7, 0), line(1, 9, 0)])).toBe(9);
  });
});
