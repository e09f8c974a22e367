import * as tf from '@tensorflow/tfjs-core';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Experiment } from '../../experiment/schema';
import type { Result } from '../../lib/result';
import { mostInspectedImages } from '../../protocol/inspections';
import type { Problem } from '../../protocol/problem';
import { useBackend } from '../backend/node-backends';
import { disposeBatch } from '../data/batch';
import { testing } from '../evaluation/evaluate';
import { forwardPass } from '../step/forward';
import { difference } from '../testing/directions';
import { layer } from '../testing/drawn';
import { planOf, shakenWeights } from '../testing/plans';
import { forked, separate, tangled, train, trainerOf } from '../testing/small-experiments';
import { stockLosses } from '../testing/stock/network';
import { activations } from './activations';
import { gradientNorms } from './gradients/gradient-norms';
import { gradients } from './gradients/gradients';
import { ownPicture } from './own-picture';
import { predictions } from './predictions';
import { disposeSubject, emptyData, inParts, onTinyData, subjectOf } from './subjects.test-helpers';
import { weights } from './weights';

beforeAll(() => useBackend('cpu'));

function found<Value>(result: Result<Value, Problem>): Value {
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
}

/** Autodiff knows nothing of dropout masks. */
function withoutDropout(experiment: Experiment): Experiment {
  const layers = experiment.network.layers.map((one) => (one.kind === 'dropout' ? { ...one, values: { rate: 0 } } : one));
  return { ...experiment, network: { ...experiment.network, layers } };
}

/** Batch norm between the convolution and what it forks into. */
function normalised(): Experiment {
  const { layers, wires } = forked.network;
  const behind = wires.map((wire) => (wire.from === 'pool' ? { ...wire, from: 'norm' } : wire));
  return onTinyData({ ...forked, network: { layers: [...layers, layer('norm', 'batch-norm')], wires: [...behind, { from: 'pool', to: 'norm' }], ties: [] } });
}

const networks = [
  ['forked', onTinyData(forked)],
  ['tangled', onTinyData(tangled)],
  ['separate', onTinyData(separate)],
] as const;

describe('the activations of a layer', () => {
  it.each(networks)('are the tensors of a forward pass, layer by layer: %s', async (_name, experiment) => {
    const subject = await subjectOf(experiment);
    await train(subject.trainer, experiment, 2);
    const images = [17, 0, 4];
    for (const [index, step] of planOf(experiment).steps.entries()) {
      const batch = subject.data.picked(images).batch();
      const expected = await subject.trainer.inspect(async ({ plan, layers }) => {
        const output = tf.tidy(() => forwardPass(plan, layers, batch, testing).outputs[index]?.clone());
        const values = await output?.data();
        output?.dispose();
        return { shape: output?.shape, values };
      });
      disposeBatch(batch);
      expect(found(await activations.answer({ kind: 'activations', layer: step.layer.id, images }, subject))).toEqual({ step: 2, ...expected });
    }
    disposeSubject(subject);
  });

  it('are the same in parts', async () => {
    const subject = await subjectOf(onTinyData(tangled));
    const question = { kind: 'activations', layer: 'sum', images: [3, 1, 19, 1, 7] } as const;
    const whole = found(await activations.answer(question, subject));
    const parts = found(await activations.answer(question, inParts(subject, 2)));
    expect(parts.shape).toEqual(whole.shape);
    expect(difference(parts.values, whole.values)).toBeLessThan(1e-6);
    disposeSubject(subject);
  });
});

describe('the weights of a layer', () => {
  it('are those of the state, with the running statistics', async () => {
    const experiment = normalised();
    const subject = await subjectOf(experiment);
    await train(subject.trainer, experiment, 3);
    const state = await subject.trainer.state();
    let [weightsSeen, statisticsSeen] = [0, 0];
    for (const { layer: { id }, weights: own, statistics } of planOf(experiment).steps) {
      const answer = found(await weights.answer({ kind: 'weights', layer: id }, subject));
      expect(answer).toEqual({
        step: 3,
        weights: own.map(({ spec: { name, shape }, offset, size }) => ({ name, shape, values: state.weights.slice(offset, offset + size) })),
        statistics: statistics.map(({ spec: { name, shape }, offset, size }) => ({ name, shape, values: state.statistics?.slice(offset, offset + size) })),
      });
      weightsSeen += own.reduce((sum, { size }) => sum + size, 0);
      statisticsSeen += statistics.length;
    }
    expect([weightsSeen, statisticsSeen]).toEqual([state.weights.length, 2]);
    disposeSubject(subject);
  });
});

describe('the gradients of the tasks', () => {
  it.each(networks)('are those of autodiff, layer by layer, and as long: %s', async (_name, drawn) => {
    const experiment = withoutDropout(drawn);
    const plan = planOf(experiment);
    const first = trainerOf(experiment);
    const shaken = shakenWeights(plan);
    const subject = await subjectOf(experiment, { ...(await first.state()), weights: shaken });
    first.dispose();
    const [batch] = subject.data.batches(0, 8);
    if (batch === undefined) throw new Error('no batch');
    const expected: Float32Array[] = [];
    for (const task of plan.tasks.keys()) {
      const gradient = tf.tidy(() => tf.grad((flat: tf.Tensor) => tf.slice(stockLosses(experiment, plan, tf.reshape<tf.Rank.R1>(flat, [-1]), batch), task, 1))(tf.tensor1d(shaken)));
      expected.push(Float32Array.from(await gradient.data()));
      gradient.dispose();
    }
    disposeBatch(batch);

    const norms = found(await gradientNorms.answer({ kind: 'gradient-norms' }, subject));
    const weighted = plan.steps.filter((step) => step.weights.length > 0);
    expect(norms.layers.map(({ layer: id, tasks }) => [id, tasks])).toEqual(weighted.map((step) => [step.layer.id, step.tasks]));
    for (const [place, step] of weighted.entries()) {
      const { tasks, weights: tensors } = found(await gradients.answer({ kind: 'gradients', layer: step.layer.id }, subject));
      expect(tasks).toEqual(step.tasks);
      const squares = tasks.map(() => 0);
      for (const [which, { spec, offset, size }] of step.weights.entries()) {
        const tensor = tensors[which];
        expect([tensor?.name, tensor?.shape]).toEqual([spec.name, [tasks.length, ...spec.shape]]);
        for (const [row, task] of tasks.entries()) {
          const truth = expected[task]?.subarray(offset, offset + size) ?? new Float32Array();
          const values = tensor?.values.subarray(row * size, (row + 1) * size) ?? new Float32Array();
          expect(Math.max(...truth.map((value, at) => Math.abs(value - (values[at] ?? Number.NaN))))).toBeLessThan(1e-5);
          squares[row] = truth.reduce((sum, value) => sum + value * value, squares[row] ?? 0);
        }
      }
      expect([...(norms.layers[place]?.norms ?? [])]).toEqual(squares.map((sum) => expect.closeTo(Math.sqrt(sum), 5)));
    }
    disposeSubject(subject);
  });

  it.each(networks)('add up over micro-batches, and with the weights to the direction of a step: %s', async (_name, drawn) => {
    const rate = 64;
    const experiment: Experiment = { ...drawn, optimizer: { kind: 'sgd', learningRate: rate, values: {}, groups: [] } };
    const [subject, stepped] = [await subjectOf(experiment), await subjectOf(experiment)];
    const before = await subject.trainer.state();
    const batches = stepped.data.batches(0, 8);
    await stepped.trainer.takeStep(batches);
    batches.forEach(disposeBatch);
    const after = await stepped.trainer.state();
    for (const step of planOf(experiment).steps) {
      const question = { kind: 'gradients', layer: step.layer.id } as const;
      const whole = found(await gradients.answer(question, subject));
      const parts = found(await gradients.answer(question, inParts(subject, 3)));
      for (const [which, { offset, size }] of step.weights.entries()) {
        const values = whole.weights[which]?.values ?? new Float32Array();
        expect(difference(parts.weights[which]?.values ?? [], values)).toBeLessThan(1e-4);
        const direction = Array.from({ length: size }, (_, at) => ((before.weights[offset + at] ?? 0) - (after.weights[offset + at] ?? 0)) / rate);
        const sum = direction.map((_, at) => whole.tasks.reduce((total, task, row) => total + (experiment.tasks[task]?.weight ?? 0) * (values[row * size + at] ?? 0), 0));
        expect(difference(sum, direction)).toBeLessThan(1e-4);
      }
    }
    disposeSubject(subject);
    disposeSubject(stepped);
  });
});

describe('predictions', () => {
  it('are of the images that were picked, in their order, whatever stands beside them', async () => {
    const subject = await subjectOf(onTinyData(tangled));
    const ask = async (images: readonly number[], of = subject) => found(await predictions.answer({ kind: 'predictions', images }, of)).images;
    const all = await ask(Array.from({ length: 20 }, (_, index) => index));
    const picked = fc.array(fc.nat({ max: 19 }), { minLength: 1, maxLength: 9 });
    await fc.assert(
      fc.asyncProperty(picked, fc.integer({ min: 1, max: 4 }), async (images, part) => {
        const answers = await ask(images, inParts(subject, part));
        expect(answers).toHaveLength(images.length);
        for (const [place, index] of images.entries()) {
          const [answer, expected] = [answers[place], all[index]];
          expect({ ...answer, outputs: [] }).toEqual({ ...expected, outputs: [] });
          expect(answer?.outputs).toHaveLength(tangled.tasks.length);
          answer?.outputs.forEach((values, task) => expect(difference(values, expected?.outputs[task] ?? [])).toBeLessThan(1e-5));
        }
      }),
      { numRuns: 15 },
    );
    disposeSubject(subject);
  });
});

describe('a picture of one\'s own', () => {
  it('is answered as the same image of the data is, and one of another size is not', async () => {
    const subject = await subjectOf(onTinyData(tangled));
    const [known] = found(await predictions.answer({ kind: 'predictions', images: [7] }, subject)).images;
    const pixels = known?.pixels ?? new Uint8Array();
    const before = tf.memory().numTensors;
    const { outputs } = found(await ownPicture.answer({ kind: 'own-picture', pixels }, subject));
    expect(outputs).toHaveLength(tangled.tasks.length);
    outputs.forEach((values, task) => expect(difference(values, known?.outputs[task] ?? [])).toBeLessThan(1e-6));
    const turned = found(await ownPicture.answer({ kind: 'own-picture', pixels: pixels.toReversed() }, subject));
    expect(difference(turned.outputs[0] ?? [], outputs[0] ?? [])).toBeGreaterThan(1e-4);
    expect(await ownPicture.answer({ kind: 'own-picture', pixels: pixels.subarray(1) }, subject)).toMatchObject({ ok: false, error: { code: 'internal', canContinue: true } });
    expect(tf.memory().numTensors).toBe(before);
    disposeSubject(subject);
  });
});

describe('what cannot be answered', () => {
  const experiment = onTinyData(tangled);

  it.each(['nothing', 'astray'])('is a problem: a layer that does not exist, or leads to no task: %s', async (id) => {
    const subject = await subjectOf(experiment);
    expect(await weights.answer({ kind: 'weights', layer: 'conv' }, subject)).toMatchObject({ ok: true });
    const before = tf.memory().numTensors;
    const answers = [
      await activations.answer({ kind: 'activations', layer: id, images: [0] }, subject),
      await weights.answer({ kind: 'weights', layer: id }, subject),
      await gradients.answer({ kind: 'gradients', layer: id }, subject),
    ];
    for (const answer of answers) expect(answer).toMatchObject({ ok: false, error: { code: 'no-such-layer', params: { layer: id }, canContinue: true } });
    expect(tf.memory().numTensors).toBe(before);
    disposeSubject(subject);
  });

  it.each([[[]], [[-1]], [[20]], [[0, 1.5]], [[Number.NaN]], [Array.from({ length: mostInspectedImages + 1 }, () => 0)]])(
    'is a problem: images %j of 20',
    async (images) => {
      const data = await emptyData(experiment);
      const readiness = [
        predictions.ready({ kind: 'predictions', images }, data, 0),
        activations.ready({ kind: 'activations', layer: 'conv', images }, data, 0),
      ];
      for (const ready of readiness) {
        expect(await ready).toMatchObject({
          ok: false,
          error: { code: 'images-out-of-range', params: { images: 20, most: mostInspectedImages }, canContinue: true },
        });
      }
    },
  );
});

describe('images that are not there yet', () => {
  it('are loaded, those that are asked for and the others not', async () => {
    const data = await emptyData(onTinyData(tangled));
    const ready = (images: readonly number[]) => predictions.ready({ kind: 'predictions', images }, data, 0);
    expect(await ready([12, 19])).toEqual({ ok: true, value: null });
    expect(ready([12, 19])).toBeUndefined();
    expect(ready([3])).toBeInstanceOf(Promise);
    const next = gradients.ready({ kind: 'gradients', layer: 'conv' }, data, 0);
    expect(await next).toEqual({ ok: true, value: null });
    expect(gradients.ready({ kind: 'gradients', layer: 'conv' }, data, 0)).toBeUndefined();
  });
});
