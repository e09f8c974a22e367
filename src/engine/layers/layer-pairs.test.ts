import { concat, grads, reshape, slice, tidy, type Tensor, type Tensor2D } from '@tensorflow/tfjs-core';
// After the core: whichever comes first makes the engine.
import '@tensorflow/tfjs-core/dist/register_all_gradients';
import { beforeEach, describe, expect, it } from 'vitest';
import {
  allNumbersOf, at, distance, innerProduct, moved, normalNumbers, numbersOf, onBackend, type Numbers,
} from '../oracle.test-helpers';
import { useBackend } from '../backend/node-backends';
import { batch, layerCases, modeOf, planOf, statisticsOf, type LayerCase } from './layer-cases.test-helpers';
import { layerPairs } from './layer-pairs';
import { layerKinds } from '../../domain/network/layer-kinds';
import { sizeOf, type Shape } from '../../domain/shape';

/** The inputs, weights and cotangents of a case, always the same. */
function numbersFor(test: LayerCase, tasks: number) {
  const { layer, weightShapes } = planOf(test);
  const inputs = test.inputs.map((shape, index) => normalNumbers(`input ${index}`, [batch, ...shape]));
  const weights = weightShapes.map((shape, index) => normalNumbers(`weight ${index}`, shape));
  const cotangent = normalNumbers('cotangent', [tasks, batch, ...layer.outputShape]);
  return { layer, inputs, weights, cotangent };
}

/** Forward and backward on the current backend, read back. */
async function passes(test: LayerCase, cotangent: Numbers, given: { inputs: Numbers[]; weights: Numbers[] }, needsInputs = true) {
  const { layer, weightShapes } = planOf(test);
  const pair = layerPairs[test.kind];
  const results = tidy(() => {
    const inputs = given.inputs.map(onBackend);
    const weights = [...given.weights.map(onBackend), ...statisticsOf(test)];
    const record = pair.forward(layer, inputs, weights, modeOf(test));
    const gradients = pair.backward(layer, onBackend(cotangent), { ...record, inputs, weights, needsInputs });
    return { output: record.output, inputs: [...gradients.inputs], weights: perWeight(gradients.weights, weightShapes) };
  });
  return {
    output: await numbersOf(results.output),
    inputs: await allNumbersOf(results.inputs),
    weights: await allNumbersOf(results.weights),
  };
}

/**
 * The gradients of the single weights, [tasks, …shape], whether or not the layer gave several in
 * one.
 */
function perWeight(gradients: readonly Tensor[], shapes: readonly Shape[]): Tensor[] {
  if (gradients.length === 0) return [];
  const whole: Tensor2D = concat(gradients.map((gradient): Tensor2D => reshape(gradient, [gradient.shape[0] ?? 0, -1])), 1);
  const [tasks] = whole.shape;
  let offset = 0;
  return shapes.map((shape) => {
    const size = sizeOf(shape);
    const part = reshape(slice(whole, [0, offset], [tasks, size]), [tasks, ...shape]);
    offset += size;
    return part;
  });
}

/** The output alone, on the current backend. */
async function outputOf(test: LayerCase, inputs: Numbers[], weights: Numbers[]): Promise<Numbers> {
  const { layer } = planOf(test);
  const output = tidy(() => {
    const given = [...weights.map(onBackend), ...statisticsOf(test)];
    return layerPairs[test.kind].forward(layer, inputs.map(onBackend), given, modeOf(test)).output;
  });
  return numbersOf(output);
}

/** Task `task` of [tasks, …]. */
function taskOf({ shape, values }: Numbers, task: number): Numbers {
  const [tasks = 1, ...rest] = shape;
  const size = values.length / tasks;
  return { shape: rest, values: values.slice(task * size, (task + 1) * size) };
}

function times({ shape, values }: Numbers, factor = 1): Numbers {
  return { shape, values: values.map((value) => value * factor) };
}

function withTaskAxis({ shape, values }: Numbers): Numbers {
  return { shape: [1, ...shape], values };
}

const titled = layerCases.map((test) => ({
  title: `${test.kind} ${JSON.stringify(test.values)}${test.running ? ' by running statistics' : ''} on ${test.inputs.map((shape) => shape.join('×')).join(', ')}`,
  test,
}));

it('has a case for every kind of layer', () => {
  expect(new Set(layerCases.map(({ kind }) => kind))).toEqual(new Set(Object.keys(layerKinds)));
});

describe.each(titled)('$title', ({ test }) => {
  beforeEach(() => useBackend('cpu'));

  it('gives the output and the gradients of tf.grads over stock operations', async () => {
    const { inputs, weights, cotangent } = numbersFor(test, 1);
    const result = await passes(test, cotangent, { inputs, weights });
    const tensorsOfCase = [...inputs, ...weights].map(onBackend);
    const reference = (...tensors: typeof tensorsOfCase) =>
      test.reference(tensors.slice(0, inputs.length), tensors.slice(inputs.length));
    expect(distance(await numbersOf(reference(...tensorsOfCase)), result.output)).toBeLessThan(1e-5);
    const expected = await allNumbersOf(grads(reference)(tensorsOfCase, onBackend(taskOf(cotangent, 0))));
    const found = [...result.inputs, ...result.weights];
    expect(found).toHaveLength(expected.length);
    expected.forEach((gradient, index) => {
      expect(distance(withTaskAxis(times(gradient, test.gradientFactor)), at(found, index))).toBeLessThan(1e-5);
    });
  });

  it('agrees with finite differences along random directions', async () => {
    const { inputs, weights, cotangent } = numbersFor(test, 1);
    const result = await passes(test, cotangent, { inputs, weights });
    const gradients = [...result.inputs, ...result.weights].map((gradient) => taskOf(gradient, 0));
    const value = async (at: Numbers[]) =>
      innerProduct([await outputOf(test, at.slice(0, inputs.length), at.slice(inputs.length))], [taskOf(cotangent, 0)]);
    const point = [...inputs, ...weights];
    const epsilon = 1e-3;
    let gap = 0;
    let size = 0;
    for (let direction = 0; direction < 6; direction += 1) {
      const step = point.map(({ shape }, index) => normalNumbers(`direction ${direction} ${index}`, shape));
      const difference = (await value(moved(point, step, epsilon))) - (await value(moved(point, step, -epsilon)));
      const derivative = innerProduct(gradients, step);
      gap += ((difference / (2 * epsilon)) * (test.gradientFactor ?? 1) - derivative) ** 2;
      size += derivative ** 2;
    }
    expect(Math.sqrt(gap)).toBeLessThanOrEqual(1e-2 * Math.sqrt(size));
  });

  it('gives three tasks what three passes give', async () => {
    const { inputs, weights, cotangent } = numbersFor(test, 3);
    const together = await passes(test, cotangent, { inputs, weights });
    for (const task of [0, 1, 2]) {
      const alone = await passes(test, withTaskAxis(taskOf(cotangent, task)), { inputs, weights });
      [...alone.inputs, ...alone.weights].forEach((gradient, index) => {
        const shared = at([...together.inputs, ...together.weights], index);
        expect(shared.shape[0]).toBe(3);
        expect(distance(taskOf(gradient, 0), taskOf(shared, task))).toBeLessThan(1e-6);
      });
    }
  });

  it('leaves out input gradients that nobody needs, and keeps those of the weights', async () => {
    const { inputs, weights, cotangent } = numbersFor(test, 1);
    const full = await passes(test, cotangent, { inputs, weights });
    const spared = await passes(test, cotangent, { inputs, weights }, false);
    expect(spared.inputs).toHaveLength(0);
    expect(spared.weights).toEqual(full.weights);
  });

  it('gives the same on WASM', async () => {
    const { inputs, weights, cotangent } = numbersFor(test, 3);
    const cpu = await passes(test, cotangent, { inputs, weights });
    await useBackend('wasm');
    const wasm = await passes(test, cotangent, { inputs, weights });
    expect(distance(cpu.output, wasm.output)).toBeLessThan(1e-4);
    [...cpu.inputs, ...cpu.weights].forEach((gradient, index) => {
      expect(distance(gradient, at([...wasm.inputs, ...wasm.weights], index))).toBeLessThan(1e-4);
    });
  });
});
