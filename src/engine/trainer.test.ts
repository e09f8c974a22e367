import { beforeAll, describe, expect, it } from 'vitest';
import { defaultExperiment } from '../experiment/default-experiment';
import type { Experiment } from '../experiment/schema';
import { disposeBatch } from './data/batch';
import { useBackend } from './testing/node-backends';
import { syntheticBatch } from './testing/synthetic-batch';
import { createTrainer } from './trainer';
import type { Trainer } from './trainer-contract';

const small: Experiment = { ...defaultExperiment, data: { ...defaultExperiment.data, train: 64 } };

function trainerOf(experiment: Experiment, restore?: Parameters<typeof createTrainer>[1]): Trainer {
  const trainer = createTrainer(experiment, restore);
  if (!trainer.ok) throw new Error(JSON.stringify(trainer.error));
  return trainer.value;
}

async function run(trainer: Trainer, experiment: Experiment, steps: number, size = 8) {
  for (let step = 0; step < steps; step += 1) {
    const batch = syntheticBatch(experiment, size, trainer.step % 4);
    await trainer.takeStep([batch]);
    disposeBatch(batch);
  }
  return trainer.drain();
}

describe('a trainer', () => {
  beforeAll(() => useBackend('cpu'));

  it('brings the losses of the default network down', async () => {
    const trainer = trainerOf(small);
    const log = await run(trainer, small, 16);
    expect(log.steps).toBe(16);
    const [first, last] = [log.totals.slice(0, 4), log.totals.slice(12)].map((part) => part.reduce((a, b) => a + b) / 4);
    expect(last).toBeLessThan((first ?? 0) * 0.8);
    trainer.dispose();
  });
});
