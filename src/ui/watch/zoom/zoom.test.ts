import { describe, expect, it } from 'vitest';
import type { ChartData } from '../../../state/charts/chart-data';
import { dataWithin, shownSteps, zoomBetween, zoomBy } from './zoom';

describe('a part of a run', () => {
  it('lies between two steps, whichever comes first, and within the plan', () => {
    expect(zoomBetween(40, 90, 200)).toEqual({ from: 40, to: 90 });
    expect(zoomBetween(90, 40, 200)).toEqual({ from: 40, to: 90 });
    expect(zoomBetween(-20, 30, 200)).toEqual({ from: 0, to: 50 });
    expect(zoomBetween(180, 230, 200)).toEqual({ from: 150, to: 200 });
  });

  it('is never shorter than can be read, and the whole run is none', () => {
    expect(zoomBetween(50, 51, 200)).toEqual({ from: 47, to: 55 });
    expect(zoomBetween(0, 200, 200)).toBeUndefined();
    expect(zoomBetween(1, 3, 6)).toBeUndefined();
  });

  it('gets shorter and longer around a step, which keeps its place', () => {
    const half = zoomBy(undefined, 400, 100, 0.5);
    expect(half).toEqual({ from: 50, to: 250 });
    expect(zoomBy(half, 400, 100, 0.5)).toEqual({ from: 75, to: 175 });
    expect(zoomBy(half, 400, 100, 2)).toBeUndefined();
    expect(zoomBy(half, 400, 900, 0.5)).toEqual({ from: 150, to: 250 });
  });

  it('is cut to a plan that became shorter, and given up where nothing of it is left', () => {
    const zoom = { from: 100, to: 300 };
    expect(shownSteps(undefined, 400)).toBe(400);
    expect(shownSteps(zoom, 400)).toBe(zoom);
    expect(shownSteps(zoom, 200)).toEqual({ from: 100, to: 200 });
    expect(shownSteps(zoom, 80)).toBe(80);
  });
});

describe('what of a chart lies within a part', () => {
  const points = [0, 10, 20, 30, 40, 50].map((x) => ({ x, y: x }));
  const data: ChartData = { lines: [{ key: 'a', role: 'train', task: 0, points }], fullTests: [{ task: 0, x: 20, y: 1 }, { task: 0, x: 50, y: 1 }] };
  const steps = (from: number, to: number) => dataWithin(data, { from, to }).lines[0]?.points.map(({ x }) => x);

  it('are the points there and one on either side', () => {
    expect(steps(15, 35)).toEqual([10, 20, 30, 40]);
    expect(steps(0, 10)).toEqual([0, 10, 20]);
    expect(steps(45, 80)).toEqual([40, 50]);
    expect(steps(60, 80)).toEqual([50]);
    expect(dataWithin(data, { from: 15, to: 35 }).fullTests).toEqual([{ task: 0, x: 20, y: 1 }]);
  });

  it('is all of it for the whole run', () => {
    expect(dataWithin(data, 50)).toBe(data);
  });
});
