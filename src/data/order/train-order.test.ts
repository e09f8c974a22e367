import { describe, expect, it } from 'vitest';
import { defaultExperiment } from '../../experiment/default-experiment';
import type { Experiment } from '../../experiment/schema';
import { trainLabels } from '../labels';
import { createTrainOrder } from './train-order';

const shards = [{ images: 40 }, { images: 40 }, { images: 20 }];
const everything = Uint32Array.from({ length: 100 }, (_, index) => index);

function orderOf(alternate: NonNullable<Experiment['training']['alternate']> | undefined, settings: Experiment['tasks'][number]['labels'], train = everything) {
  const tasks = defaultExperiment.tasks.slice(0, 2).map((task, place) => (place === 1 && settings !== undefined ? { ...task, labels: settings } : task));
  const training = { ...defaultExperiment.training, batchSize: 10, ...(alternate === undefined ? {} : { alternate }) };
  const experiment = { ...defaultExperiment, data: { ...defaultExperiment.data, train: 100 }, tasks, training };
  const labels = tasks.map((task) => trainLabels(experiment.seed, task.id, task.labels));
  return { order: createTrainOrder(experiment, shards, train, labels), labels };
}

describe('the order of training', () => {
  it('of tasks in turn with all labels gives both the batches of joint training, one after the other', () => {
    const { order } = orderOf('in-turn', undefined);
    const together = orderOf(undefined, undefined).order;
    for (let step = 0; step < 24; step += 1) {
      expect(order.of(step)).toEqual({ indices: together.of(step >> 1).indices, round: step >> 1, only: step % 2 });
      expect(together.of(step)).toMatchObject({ round: step, only: undefined });
    }
  });

  it.each(['in-turn', 'each', 'by-amount'] as const)('gives each task only images that it has labels for, and in an epoch of its own each of them: %s', (alternate) => {
    const train = everything.filter((index) => index % 7 !== 0);
    const { order, labels } = orderOf(alternate, { missing: 0.6 }, train);
    const seen = new Map<number, number[]>([[0, []], [1, []]]);
    for (let step = 0; step < 80; step += 1) {
      const { indices, only = -1 } = order.of(step);
      seen.get(only)?.push(...indices);
    }
    for (const task of [0, 1]) {
      const own = [...train].filter((index) => labels[task]?.has(index));
      expect((seen.get(task) ?? []).slice(0, own.length).toSorted((one, other) => one - other)).toEqual(own);
    }
  });

  it('asks for every shard, that of the next batch first; a task without any label has batches all the same', () => {
    const { order } = orderOf('in-turn', { missing: 1 });
    expect([...order.shardsFrom(0)].toSorted()).toEqual([0, 1, 2]);
    const [first] = order.of(0).indices;
    expect(order.shardsFrom(0)[0]).toBe((first ?? 0) < 40 ? 0 : (first ?? 0) < 80 ? 1 : 2);
    expect(order.of(1).indices).toHaveLength(10);
  });
});
