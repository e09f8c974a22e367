import { describe, expect, it } from 'vitest';
import { drawingStyles } from './drawing-styles';
import { blots } from './source.test-helpers';

const side = 28;
const source = blots('train', 500);
const names = ['plain', 'inverted', 'thick', 'thin', 'noisy'];
const examples = Array.from({ length: source.images }, (_, index) => ({ index, grey: source.imageAt(index), ...drawingStyles.compose(source, 3, index) }));
const inStyle = (name: string) => examples.filter(({ style }) => style[0] === names.indexOf(name));

/** The places of a pixel's neighbours that exist. */
function neighbours(at: number, steps: readonly (readonly [down: number, across: number])[]): readonly number[] {
  const [y, x] = [Math.floor(at / side), at % side];
  return steps.flatMap(([down, across]) => (y + down >= 0 && y + down < side && x + across >= 0 && x + across < side ? [at + down * side + across] : []));
}

describe('drawing styles', () => {
  it('are all in each five examples in a row', () => {
    for (let first = 0; first < examples.length; first += 5) {
      expect(examples.slice(first, first + 5).map(({ style }) => style[0]).toSorted()).toEqual([0, 1, 2, 3, 4]);
    }
  });

  it('leave the digit plain, or exchange ink and paper', () => {
    for (const { image, grey } of inStyle('plain')) expect(image).toEqual(grey);
    for (const { image, grey } of inStyle('inverted')) expect(image).toEqual(grey.map((pixel) => 255 - pixel));
  });

  it('thicken by the brightest and thin by the darkest of the neighbours', () => {
    const around = [[-1, 0], [1, 0], [0, -1], [0, 1]] as const;
    for (const { image, grey } of inStyle('thick').slice(0, 10)) {
      expect(image).toEqual(grey.map((pixel, at) => Math.max(pixel, ...neighbours(at, around).map((place) => grey[place] ?? 0))));
    }
    for (const { image, grey } of inStyle('thin').slice(0, 10)) {
      const expected = grey.map((pixel, at) => {
        const inside = Math.floor(at / side) < side - 1 && at % side < side - 1;
        return inside ? Math.min(pixel, grey[at + 1] ?? 0, grey[at + side] ?? 0) : 0;
      });
      expect(image).toEqual(expected);
    }
  });

  it('add noise of mean 0 and a deviation of 80, another one to each image', () => {
    // Where the noise is not clipped: near the middle of the range.
    const differences = inStyle('noisy').flatMap(({ image, grey }) =>
      [...image].flatMap((pixel, at) => ((grey[at] ?? 0) > 120 && (grey[at] ?? 0) < 136 ? [pixel - (grey[at] ?? 0)] : [])),
    );
    expect(differences.length).toBeGreaterThan(1000);
    // Clipped beyond 1.6 deviations, so that about a ninth lies at an end.
    const mean = differences.reduce((sum, one) => sum + one, 0) / differences.length;
    expect(Math.abs(mean)).toBeLessThan(8);
    const within = differences.filter((one) => Math.abs(one) < 80).length / differences.length;
    expect(Math.abs(within - 0.683)).toBeLessThan(0.04);
    const [first, second] = inStyle('noisy');
    expect(first?.image.map((pixel, at) => pixel - (first.grey[at] ?? 0))).not.toEqual(second?.image.map((pixel, at) => pixel - (second.grey[at] ?? 0)));
  });
});
