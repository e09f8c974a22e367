import { beforeAll, expect, it } from 'vitest';
import { singleTaskExperiment } from '../experiment/studies/single-task';
import type { Experiment } from '../experiment/schema';
import { useBackend } from './backend/node-backends';
import { forked, train, trainerOf } from './testing/small-experiments';

beforeAll(() => useBackend('cpu'));

/** Losses of some steps, and the weights after them. */
async function trained(experiment: Experiment) {
  const trainer = trainerOf(experiment);
  const { losses } = await train(trainer, experiment, 4);
  const { weights } = await trainer.state();
  trainer.dispose();
  return { losses: [...losses], weights: [...weights].toSorted((one, other) => one - other) };
}

it('a task alone is, to the last digit, the same network drawn by hand with that head alone', async () => {
  const alone = singleTaskExperiment(forked, 'parity');
  if (!alone.ok) throw new Error('no such task');
  const at = (x: number, y: number) => ({ initialiser: 'auto' as const, x, y });
  // Drawn in another order, at other places, as a person would who begins at the head.
  const drawn: Experiment = {
    ...forked,
    tasks: [{ id: 'parity', kind: 'parity', colour: 0, weight: 1 }],
    balancing: { method: 'static', values: {} },
    network: {
      layers: [
        { id: 'head-parity', kind: 'head', values: { task: 'parity' }, ...at(900, 40) },
        { id: 'dense', kind: 'dense', values: { units: 6, activation: 'sigmoid' }, ...at(700, 10) },
        { id: 'conv-2', kind: 'conv2d', values: { filters: 4, kernel: 3, stride: 1, padding: 'same', activation: 'gelu' }, ...at(500, 0) },
        { id: 'pool', kind: 'average-pool', values: { size: 2, stride: 2, padding: 'valid' }, ...at(300, 0) },
        { id: 'conv-1', kind: 'conv2d', values: { filters: 3, kernel: 3, stride: 2, padding: 'same', activation: 'tanh' }, ...at(200, 0) },
        { id: 'input', kind: 'input', values: { field: 'image' }, ...at(0, 0) },
      ],
      wires: [
        { from: 'dense', to: 'head-parity' },
        { from: 'conv-2', to: 'dense' },
        { from: 'pool', to: 'conv-2' },
        { from: 'conv-1', to: 'pool' },
        { from: 'input', to: 'conv-1' },
      ],
      ties: [],
    },
  };
  const [one, other] = [await trained(alone.value), await trained(drawn)];
  expect(one.losses).toHaveLength(4);
  expect(one).toEqual(other);
  // Not because nothing depends on the network: another head learns otherwise.
  const digit = singleTaskExperiment(forked, 'digit');
  if (!digit.ok) throw new Error('no such task');
  expect((await trained(digit.value)).losses).not.toEqual(one.losses);
});
