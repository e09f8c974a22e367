import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fitText, linePath, plotOf, spreadLabels, stepAt, textWidth, xAt, yAt } from './chart-layout';
import { tidyScale } from './chart-scale';

const plot = plotOf(400, 200);

describe('plot', () => {
  it('finds a step again where it is drawn', () => {
    for (const step of [0, 1, 400, 938]) expect(stepAt(plot, 938, xAt(plot, 938, step))).toBe(step);
    expect(stepAt(plot, 938, 0)).toBe(0);
    expect(stepAt(plot, 938, 1000)).toBe(938);
  });

  it('draws what lies beyond the axis on its end', () => {
    const scale = tidyScale(0, 1);
    expect([yAt(plot, scale, 0), yAt(plot, scale, 1), yAt(plot, scale, 7)]).toEqual([plot.bottom, plot.top, plot.top]);
  });
});

describe('linePath', () => {
  const scale = tidyScale(0, 1);

  it('joins the points where xAt and yAt place them, to a tenth of a pixel', () => {
    const points = [{ x: 10, y: 0.25 }, { x: 700, y: 0.125 }];
    const expected = points.map(({ x, y }) => `${xAt(plot, 938, x).toFixed(1)},${yAt(plot, scale, y).toFixed(1)}`);
    expect(linePath(plot, 938, scale, points)).toBe(`M${expected.join('L')}`);
  });

  it('goes beyond the area with what lies beyond the axis', () => {
    const [, y] = linePath(plot, 938, scale, [{ x: 1, y: 0 }, { x: 2, y: 2 }]).split('L')[1]?.split(',') ?? [];
    expect(Number(y)).toBeCloseTo(plot.top - (plot.bottom - plot.top), 1);
  });

  it('shows a single point, and nothing for none', () => {
    expect(linePath(plot, 938, scale, [{ x: 1, y: 0 }])).toContain('a2,2');
    expect(linePath(plot, 938, scale, [])).toBe('');
  });
});

describe('spreadLabels', () => {
  it('leaves alone what is far enough apart', () => {
    expect(spreadLabels([20, 60, 40], 14, 10, 100)).toEqual([20, 60, 40]);
  });

  it('keeps order, distance and bounds', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 120 }), { minLength: 1, maxLength: 7 }), (wanted) => {
        const placed = spreadLabels(wanted, 14, 10, 110);
        const sorted = placed.toSorted((one, two) => one - two);
        for (const y of placed) expect(y).toBeGreaterThanOrEqual(10 - 1e-9);
        for (const y of placed) expect(y).toBeLessThanOrEqual(110 + 1e-9);
        for (let index = 1; index < sorted.length; index += 1) {
          expect((sorted[index] ?? 0) - (sorted[index - 1] ?? 0)).toBeGreaterThanOrEqual(Math.min(14, 100 / Math.max(1, wanted.length - 1)) - 1e-9);
        }
        wanted.forEach((one, first) => {
          wanted.forEach((two, second) => {
            if (one < two) expect(placed[first]).toBeLessThan(placed[second] ?? 0);
          });
        });
      }),
    );
  });
});

describe('texts', () => {
  it('are cut to their width', () => {
    expect(fitText('Digit', 80)).toBe('Digit');
    const cut = fitText('Reconstruction', 60);
    expect(cut).toMatch(/^Recon.*…$/);
    expect(textWidth(cut)).toBeLessThanOrEqual(72);
    expect(textWidth('重建')).toBe(24);
  });
});
