import { expect, it } from 'vitest';
import { keepsClear } from './line';
import { wireRoute } from './route';

const box = (x: number, y: number) => ({ x, y, width: 100, height: 80 });

it('is the curve between the ports where nothing stands between', () => {
  expect(wireRoute({ x: 0, y: 40 }, { x: 300, y: 40 }, [box(100, 200)], 5)).toHaveLength(2);
});

it('goes round a layer that stands in the way, and leaves and arrives to the right', () => {
  const between = box(100, 0);
  const line = wireRoute({ x: 0, y: 40 }, { x: 300, y: 40 }, [between], 5);
  expect(keepsClear(line, between)).toBe(true);
  const [start, end] = [line[0], line.at(-1)];
  expect(start).toMatchObject({ x: 0, y: 40, dx: 1, dy: 0 });
  expect(end).toMatchObject({ x: 300, y: 40, dx: 1, dy: 0 });
});

it('goes through a gap between layers rather than round all of them, in its middle', () => {
  const boxes = [box(100, -200), box(100, -90), box(100, 20), box(100, 130)];
  const line = wireRoute({ x: 0, y: 60 }, { x: 300, y: 60 }, boxes, 5);
  expect(boxes.every((one) => keepsClear(line, one))).toBe(true);
  expect(Math.max(...line.map(({ y }) => Math.abs(y - 60)))).toBeLessThan(80);
});

it('has the curve where layers leave no way', () => {
  expect(wireRoute({ x: 50, y: 40 }, { x: 300, y: 40 }, [box(0, 0)], 5)).toHaveLength(2);
});
