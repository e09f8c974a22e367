import { ones } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { useBackend } from '../backend/node-backends';
import { dropout } from './dropout';
import type { PlannedLayer } from '../../plan/compile';
import type { ForwardMode } from './layer-pair';

const size = 50;
const layerWith = (rate: number, id = 'drop'): PlannedLayer => ({
  id, values: { rate }, inputShapes: [[size]], outputShape: [size],
});
const usual: ForwardMode = { training: true, seed: 3, step: 11, firstExample: 0 };

async function outputs(batch: number, change: Partial<ForwardMode> = {}, layer = layerWith(0.25)): Promise<number[]> {
  return [...(await dropout.forward(layer, [ones([batch, size])], [], { ...usual, ...change }).output.data())];
}

describe('dropout', () => {
  beforeAll(() => useBackend('cpu'));

  it('drops the asked share and keeps the mean', async () => {
    const values = await outputs(400);
    expect(new Set(values)).toEqual(new Set([0, Math.fround(1 / 0.75)]));
    const dropped = values.filter((value) => value === 0).length / values.length;
    // 20,000 draws: four standard deviations are 0.012.
    expect(Math.abs(dropped - 0.25)).toBeLessThan(0.012);
  });

  it('drops independently in neighbouring elements, examples and steps', async () => {
    const values = await outputs(400);
    const next = await outputs(400, { step: usual.step + 1 });
    const both = (other: (index: number) => number | undefined) =>
      values.filter((value, index) => value === 0 && other(index) === 0).length / values.length;
    const neighbours = [
      (index: number) => values[index + 1],
      (index: number) => values[index + size],
      (index: number) => next[index],
    ];
    for (const share of neighbours.map(both)) {
      expect(Math.abs(share - 0.0625)).toBeLessThan(0.01);
    }
  });

  it('is the same however the batch is cut', async () => {
    const whole = await outputs(8);
    const parts = [...(await outputs(3)), ...(await outputs(5, { firstExample: 3 }))];
    expect(parts).toEqual(whole);
  });

  it('depends on seed, step and layer, and on nothing else', async () => {
    const values = await outputs(4);
    expect(await outputs(4)).toEqual(values);
    expect(await outputs(4, { seed: 4 })).not.toEqual(values);
    expect(await outputs(4, { step: 12 })).not.toEqual(values);
    expect(await outputs(4, {}, layerWith(0.25, 'other'))).not.toEqual(values);
  });

  it('hands everything on while testing, gradients too', async () => {
    const input = ones([2, size]);
    const record = dropout.forward(layerWith(0.9), [input], [], { ...usual, training: false });
    expect([...(await record.output.data())]).toEqual([...(await input.data())]);
    const context = { ...record, inputs: [input], weights: [], needsInputs: true };
    const [gradient] = dropout.backward(layerWith(0.9), ones([1, 2, size]), context).inputs;
    expect([...((await gradient?.data()) ?? [])]).toEqual([...(await input.data())]);
  });
});
