import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { wireLine } from './routes/line';
import { bundleOffsets, strandGap, strandPath, strandStyles, wireStrands } from './strands';

const weights = fc.array(fc.double({ min: -1000, max: 1000, noNaN: true }), { minLength: 1, maxLength: 6 });

/** The points of a path of straight pieces. */
function points(path: string): readonly (readonly [number, number])[] {
  return path.slice(1).split('L').map((pair) => {
    const [x = Number.NaN, y = Number.NaN] = pair.split(',').map(Number);
    return [x, y];
  });
}

describe('strand styles', () => {
  it('is as wide as the share of the weight', () => {
    expect(strandStyles([0.5, 0.3, 0.2]).map((style) => style.width)).toEqual([4.75, 3.5, 2.75]);
    expect(strandStyles([7]).map((style) => style.width)).toEqual([8]);
  });

  it('is hollow at zero and hatched below, and never without a width', () => {
    expect(strandStyles([0, -1, 1]).map((style) => style.fill)).toEqual(['hollow', 'hatched', 'solid']);
    expect(strandStyles([0, 0])).toEqual([{ width: 4, fill: 'hollow' }, { width: 4, fill: 'hollow' }]);
    expect(strandStyles([Number.NaN, 1])[0]?.fill).toBe('hollow');
  });

  it('stays in 1.5 to 8 px, grows with the weight, and depends on shares alone', () => {
    fc.assert(
      fc.property(weights, fc.double({ min: 0.01, max: 1e6, noNaN: true }), (given, factor) => {
        const styles = strandStyles(given);
        for (const [index, style] of styles.entries()) {
          expect(style.width).toBeGreaterThanOrEqual(1.5);
          expect(style.width).toBeLessThanOrEqual(8);
          for (const [other, second] of styles.entries()) {
            const larger = Math.abs(given[index] ?? 0) > Math.abs(given[other] ?? 0);
            if (larger && second.fill !== 'hollow') expect(style.width).toBeGreaterThanOrEqual(second.width);
          }
        }
        // Numbers next to 0 in the sense of doubles have too few digits to be scaled.
        fc.pre(given.every((weight) => weight === 0 || Math.abs(weight) > 1e-300));
        const scaled = strandStyles(given.map((weight) => weight * factor));
        for (const [index, style] of scaled.entries()) {
          // Where rounding of a product tips a quarter pixel or the smallest weight becomes zero,
          // shares differ by nothing visible.
          if (style.fill !== 'hollow') expect(Math.abs(style.width - (styles[index]?.width ?? 0))).toBeLessThanOrEqual(0.25);
        }
      }),
    );
  });
});

describe('bundles', () => {
  it('lays strands side by side round the middle, in order and without covering', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 1.5, max: 8, noNaN: true }), { minLength: 1, maxLength: 6 }), (widths) => {
        const offsets = bundleOffsets(widths);
        const top = (offsets[0] ?? 0) - (widths[0] ?? 0) / 2;
        const bottom = (offsets.at(-1) ?? 0) + (widths.at(-1) ?? 0) / 2;
        expect(top).toBeCloseTo(-bottom, 9);
        for (let index = 1; index < widths.length; index += 1) {
          const distance = (offsets[index] ?? 0) - (offsets[index - 1] ?? 0);
          expect(distance).toBeCloseTo(((widths[index] ?? 0) + (widths[index - 1] ?? 0)) / 2 + strandGap, 9);
        }
      }),
    );
  });

  const styles = new Map(['a', 'b', 'c'].map((task, index) => [task, strandStyles([0.5, 0.3, 0.2])[index] ?? { width: 0, fill: 'solid' as const }]));

  it('has one strand for each task of the target, in the order of the tasks', () => {
    const strands = wireStrands(['a', 'b', 'c'], styles, ['a', 'b', 'c'], ['c', 'a']);
    expect(strands.map((strand) => strand.task)).toEqual(['a', 'c']);
    expect(wireStrands(['a', 'b', 'c'], styles, ['a'], [])).toEqual([]);
  });

  it('parts at a fork from where the strands ran', () => {
    const trunk = wireStrands(['a', 'b', 'c'], styles, ['a', 'b', 'c'], ['a', 'b', 'c']);
    const upper = wireStrands(['a', 'b', 'c'], styles, ['a', 'b', 'c'], ['a', 'b']);
    const lower = wireStrands(['a', 'b', 'c'], styles, ['a', 'b', 'c'], ['c']);
    expect([...upper, ...lower].map((strand) => strand.fromOffset)).toEqual(trunk.map((strand) => strand.toOffset));
    expect(lower[0]?.toOffset).toBe(0);
  });
});

describe('paths', () => {
  it('is straight between ports of one height', () => {
    expect(strandPath(wireLine({ x: 0, y: 10 }, { x: 50, y: 10 }), 2, 2)).toBe('M0,12L50,12');
  });

  it('starts and ends at the offsets, whatever lies between', () => {
    const port = fc.record({ x: fc.integer({ min: -2000, max: 2000 }), y: fc.integer({ min: -2000, max: 2000 }) });
    const offset = fc.double({ min: -12, max: 12, noNaN: true });
    fc.assert(
      fc.property(port, port, offset, offset, (from, to, leaving, arriving) => {
        fc.pre(from.x !== to.x);
        const path = points(strandPath(wireLine(from, to), leaving, arriving));
        expect(path.every(([x, y]) => Number.isFinite(x) && Number.isFinite(y))).toBe(true);
        const [first, last] = [path[0], path.at(-1)];
        expect(first?.[0]).toBeCloseTo(from.x, 1);
        expect(first?.[1]).toBeCloseTo(from.y + leaving, 1);
        expect(last?.[0]).toBeCloseTo(to.x, 1);
        expect(last?.[1]).toBeCloseTo(to.y + arriving, 1);
      }),
    );
  });

  it('keeps two strands of a steep wire apart by the distance of their offsets', () => {
    const [from, to] = [{ x: 0, y: 0 }, { x: 60, y: 180 }];
    const upper = points(strandPath(wireLine(from, to), -3, -3));
    const lower = points(strandPath(wireLine(from, to), 3, 3));
    for (const [x, y] of upper) {
      const nearest = Math.min(...lower.map(([otherX, otherY]) => Math.hypot(x - otherX, y - otherY)));
      expect(nearest).toBeGreaterThan(4.5);
    }
  });
});
