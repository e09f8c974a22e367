import { mean, reshape, softmax, stack, tidy } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Experiment } from '../../experiment/schema';
import type { TemplateId } from '../../experiment/templates/template-ids';
import { templates } from '../../experiment/templates/templates';
import { useBackend } from '../backend/node-backends';
import { disposeBatch } from '../data/batch';
import { outputOf } from '../step/forward';
import { evaluatedPass } from '../testing/passes';
import { planOf } from '../testing/plans';
import { batchesOf, forked, train, trainerOf } from '../testing/small-experiments';
import type { Trainer } from '../trainer-contract';

beforeAll(() => useBackend('wasm'));

function drawn(template: TemplateId): Experiment {
  return { ...forked, network: templates[template].build(forked.data, forked.tasks) };
}

/** The coefficients of a test on ten images, by layer; undefined where the test has none. */
async function tested(trainer: Trainer, experiment: Experiment, part = 10): Promise<ReadonlyMap<string, Float32Array> | undefined> {
  const test = trainer.test();
  for (const batch of batchesOf(experiment, 0, 10, part)) {
    test.add(batch);
    disposeBatch(batch);
  }
  const { coefficients } = await test.finish();
  return coefficients && new Map(coefficients.map(({ layer, values }) => [layer, values]));
}

const near = (...values: readonly number[]) => values.map((value): unknown => expect.closeTo(value, 5));

describe('a test reads by what layers mix their inputs', () => {
  it('before the first step: what they start with', async () => {
    const stitched = drawn('cross-stitch');
    const trainer = trainerOf(stitched);
    const found = await tested(trainer, stitched);
    expect(found?.size).toBe(6);
    expect([...(found?.get('stitch-2-1') ?? [])]).toEqual(near(0.05, 0.9, 0.05));
    trainer.dispose();
  });

  it.each(['cross-stitch', 'sluice'] as const)('trained, those of a checkpoint: %s', async (template) => {
    const experiment = drawn(template);
    const trainer = trainerOf(experiment);
    const before = await tested(trainer, experiment);
    await train(trainer, experiment, 3);
    const found = await tested(trainer, experiment, 4);
    const { weights } = await trainer.state();
    const expected = planOf(experiment).steps.flatMap(({ layer, weights: own }) =>
      own.filter(({ spec }) => spec.name === 'alpha').map(({ offset, size }) => [layer.id, weights.slice(offset, offset + size)] as const),
    );
    expect(expected.length).toBeGreaterThan(5);
    expect(found).toEqual(new Map(expected));
    for (const [layer, values] of expected) expect(before?.get(layer)).not.toEqual(values);
    trainer.dispose();
  });

  it('of experts, the mean of the softmax over the gate, whatever the parts of the test', async () => {
    const experiment = drawn('mmoe');
    const trainer = trainerOf(experiment);
    await train(trainer, experiment, 3);
    const { weights } = await trainer.state();
    const plan = planOf(experiment);
    const [batch] = batchesOf(experiment, 0, 10);
    if (batch === undefined) throw new Error('no batch');
    const mixed = plan.steps.filter(({ coefficients }) => coefficients !== undefined);
    const whole = tidy(() => {
      const { input } = evaluatedPass(plan, weights, batch, false);
      return stack(mixed.map(({ inputs: [gate = -1] }) => mean(softmax(reshape(outputOf(input.pass, gate), [10, 3])), 0)));
    });
    const means = [...(await whole.data())];
    whole.dispose();
    disposeBatch(batch);
    expect(means.every((share) => Math.abs(share - 1 / 3) > 1e-5)).toBe(true);
    for (const part of [10, 4]) {
      const found = await tested(trainer, experiment, part);
      expect(found?.size).toBe(3);
      for (const [place, { layer }] of mixed.entries()) {
        expect([...(found?.get(layer.id) ?? [])]).toEqual(near(...means.slice(3 * place, 3 * place + 3)));
      }
    }
    trainer.dispose();
  });

  it('and nothing of networks that mix none', async () => {
    const trainer = trainerOf(forked);
    expect(await tested(trainer, forked)).toBeUndefined();
    trainer.dispose();
  });
});
