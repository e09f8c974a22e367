import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { translator } from '../../../i18n/translate';
import type { ChartLine } from '../../../state/charts/chart-data';
import { nameHeight, plotOf, textWidth, yAt } from '../../charts/chart-layout';
import { tidyScale } from '../../charts/chart-scale';
import { lineNames, nameIndent, nameMargin, newestStep } from './line-names';

const texts = { t: translator('en') };
const scale = tidyScale(0, 1);
const tasks = ['Digit', 'Parity', 'Reconstruction', 'Loop', 'Ink'];

/** A line of a task from the first step to another, at one height. */
function line(task: number, to: number, y: number, role: ChartLine['role'] = 'train'): ChartLine {
  return { key: `${role} ${task}`, role, task, points: to === 0 ? [] : [{ x: 1, y }, { x: to, y }] };
}

function named(lines: readonly ChartLine[], width = 400, height = 200) {
  const plot = plotOf(width, height, { right: nameMargin(tasks, false, width, textWidth), top: 18 });
  return { plot, names: lineNames({ lines, fullTests: [] }, texts, tasks, { plot, steps: 100, scale }, textWidth) };
}

describe('names of lines', () => {
  it('stand in the margin at the heights of their lines, of a run that goes on and of a finished one', () => {
    for (const to of [50, 100]) {
      const { plot, names } = named([line(0, to, 0.8), line(1, to, 0.2), line(0, to, 0.7, 'test'), line(0, 100, 0.5, 'before')]);
      expect(names.map(({ text }) => text)).toEqual(['Digit', 'Parity']);
      for (const { x, from } of names) {
        expect(x).toBeGreaterThan(plot.right);
        expect(from).toBeUndefined();
      }
      expect(names.map(({ y }) => y)).toEqual([yAt(plot, scale, 0.8), yAt(plot, scale, 0.2)]);
    }
  });

  it('never lie on one another or on the lines, and stay within the chart', () => {
    const ends = fc.array(fc.record({ to: fc.integer({ min: 1, max: 100 }), y: fc.double({ min: -0.5, max: 1.5, noNaN: true }) }), { minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(ends, fc.integer({ min: 230, max: 900 }), fc.integer({ min: 140, max: 400 }), (lines, width, height) => {
        const { plot, names } = named(lines.map(({ to, y }, task) => line(task, to, y)), width, height);
        expect(names).toHaveLength(lines.length);
        for (const name of names) {
          expect(name.x).toBeGreaterThan(plot.right);
          expect(name.x + nameIndent(undefined) + textWidth(name.text)).toBeLessThanOrEqual(width);
          expect(name.y - nameHeight / 2).toBeGreaterThanOrEqual(plot.top - 1e-9);
          expect(name.y + nameHeight / 2).toBeLessThanOrEqual(plot.bottom + 1e-9);
          for (const other of names) if (other !== name) expect(Math.abs(other.y - name.y)).toBeGreaterThanOrEqual(nameHeight - 1e-9);
        }
      }),
    );
  });

  it('have a line that leads to them where they had to move', () => {
    const { plot, names } = named([line(0, 50, 0.5), line(1, 50, 0.5), line(2, 50, 0.5)]);
    expect(names.filter(({ from }) => from !== undefined).length).toBeGreaterThan(0);
    expect(names[2]?.from?.y).toBe(yAt(plot, scale, 0.5));
  });

  it('are cut only where they would take too much of the chart, and kept whole beside that', () => {
    const [name] = named([line(2, 50, 0.5)], 240).names;
    expect(name?.text).toMatch(/^Recon.*…$/);
    expect(name?.whole).toBe('Reconstruction');
    expect(named([line(2, 50, 0.5)], 400).names[0]?.text).toBe('Reconstruction');
  });

  it('are none for lines without points', () => {
    expect(named([line(0, 0, 0)]).names).toEqual([]);
    expect(newestStep([line(0, 0, 0)])).toBe(0);
    expect(newestStep([line(0, 7, 0), line(1, 9, 0)])).toBe(9);
  });
});
