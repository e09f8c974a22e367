import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { datasetById } from '../datasets/datasets';
import { taskKind } from './task-kinds';

const side = 28;
const { answer } = taskKind('slant').targetOf(datasetById('mnist'), {});
const slantOf = (image: Uint8Array) => answer(() => image)[0] ?? Number.NaN;

/** The slant by its definition: centres first, then moments about them, pixel by pixel. */
function byDefinition(image: Uint8Array): number {
  const pixels = [...image].map((ink, at) => ({ ink, x: at % side, y: Math.floor(at / side) }));
  const sum = (of: (pixel: (typeof pixels)[number]) => number) => pixels.reduce((total, pixel) => total + pixel.ink * of(pixel), 0);
  const ink = sum(() => 1);
  const [centreX, centreY] = [sum(({ x }) => x) / ink, sum(({ y }) => y) / ink];
  const mixed = sum(({ x, y }) => (x - centreX) * (y - centreY));
  return (Math.atan(-mixed / sum(({ y }) => (y - centreY) ** 2)) * 180) / Math.PI;
}

/** A stroke of 17 rows that leans by so many degrees to the right, in ink that runs between pixels. */
function stroke(degrees: number): Uint8Array {
  const image = new Uint8Array(side * side);
  for (let row = 6; row <= 22; row += 1) {
    const x = 14 + (14 - row) * Math.tan((degrees * Math.PI) / 180);
    const left = Math.floor(x);
    image[row * side + left] = Math.round(200 * (left + 1 - x));
    image[row * side + left + 1] = Math.round(200 * (x - left));
  }
  return image;
}

describe('slant', () => {
  it('is that of moments about the centre, for any image with ink in several rows', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: side * side, maxLength: side * side }), (image) => {
        fc.pre(image.filter((ink) => ink > 0).length > side);
        expect(slantOf(image)).toBeCloseTo(byDefinition(image), 4);
      }),
    );
  });

  it.each([-30, -12, 0, 8, 25])('of a stroke that leans %s degrees is that', (degrees) => {
    expect(slantOf(stroke(degrees))).toBeCloseTo(degrees, 0);
  });

  it('is 0 without ink, and for a stroke that lies', () => {
    expect(slantOf(new Uint8Array(side * side))).toBe(0);
    expect(slantOf(new Uint8Array(side * side).fill(255, 10 * side, 11 * side))).toBe(0);
  });

  it('is asked of plain digits alone', () => {
    const { suits } = taskKind('slant');
    expect((['mnist', 'digit-hunt', 'two-digits', 'turned-digits', 'cifar10'] as const).filter((id) => suits(datasetById(id)))).toEqual(['mnist']);
  });
});

it('brightness of a picture is the mean of what its pixels count', () => {
  const target = taskKind('brightness').targetOf(datasetById('cifar10'), {});
  const bright = (pixel: readonly number[]) => target.answer(() => Uint8Array.from({ length: 3072 }, (_, at) => pixel[at % 3] ?? 0))[0];
  expect(bright([255, 255, 255])).toBeCloseTo(1, 6);
  expect(bright([0, 255, 0])).toBeCloseTo(0.587, 6);
  expect(bright([100, 0, 200])).toBeCloseTo((0.299 * 100 + 0.114 * 200) / 255, 6);
});
