import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { tensor1d, type Tensor1D } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import type { LayerKindId } from '../domain/network/layer-kinds';
import { layerKind } from '../domain/network/layer-kinds';
import { lossIds, type LossId } from '../domain/losses/losses';
import type { OptimizerId } from '../domain/optimizers/optimizer-kinds';
import type { ParameterValues } from '../domain/parameters';
import type { Shape } from '../domain/shape';
import { ok } from '../lib/result';
import { layerPairs } from './layers/layer-pairs';
import { lossPairs } from './losses/losses';
import { moveWeights } from './optimizers/move-weights';
import { updateRules } from './optimizers/update-rules';
import { at, allNumbersOf, distance, normalNumbers, numbersOf, onBackend, type Numbers } from './oracle.test-helpers';
import { useBackend } from './backend/node-backends';

const hasTorch = 'import importlib.util as u, sys; sys.exit(u.find_spec("torch") is None)';
const script = fileURLToPath(new URL('pytorch-reference.py', import.meta.url));

/** The first Python that has PyTorch: the one on the path, or the system's own. */
function pythonWithTorch(): string | undefined {
  return ['python3', '/usr/bin/python3'].find((python) => {
    try {
      execFileSync(python, ['-c', hasTorch], { stdio: 'ignore' });
      return true;
    } catch {
      return false;
    }
  });
}

const python = pythonWithTorch();
const batch = 2;

interface LayerCase {
  readonly kind: LayerKindId;
  readonly values: ParameterValues;
  readonly input: Shape;
  readonly torchPadding?: number;
  /** What the weights are multiplied by; 1 where it is left out. */
  readonly weightScale?: number;
  /** How far the results may be apart; 1e-4 where it is left out. */
  readonly tolerance?: number;
}

/** PyTorch counts the padding; for stride 1 and an odd kernel, "same" is half of the kernel. */
function convolution(values: ParameterValues, input: Shape, torchPadding: number): LayerCase {
  return { kind: 'conv2d', values, input, torchPadding };
}

const layerCases: readonly LayerCase[] = [
  convolution({ filters: 3, kernel: 3, stride: 1, padding: 'same', activation: 'relu' }, [5, 6, 2], 1),
  convolution({ filters: 3, kernel: 3, stride: 2, padding: 'valid', activation: 'gelu' }, [8, 7, 2], 0),
  convolution({ filters: 2, kernel: 5, stride: 1, padding: 'same', activation: 'tanh' }, [6, 5, 1], 2),
  { ...convolution({ filters: 3, kernel: 3, stride: 1, padding: 'same', activation: 'relu' }, [5, 6, 2], 1), kind: 'separable-conv2d' },
  { ...convolution({ filters: 3, kernel: 3, stride: 2, padding: 'valid', activation: 'gelu' }, [8, 7, 2], 0), kind: 'separable-conv2d' },
  { kind: 'dense', values: { units: 4, activation: 'gelu' }, input: [7] },
  { kind: 'dense', values: { units: 4, activation: 'sigmoid' }, input: [2, 3, 2] },
  { kind: 'activation', values: { function: 'gelu' }, input: [40] },
  { kind: 'activation', values: { function: 'relu' }, input: [40] },
  { kind: 'max-pool', values: { size: 2, stride: 2, padding: 'valid' }, input: [6, 5, 2] },
  { kind: 'max-pool', values: { size: 3, stride: 1, padding: 'valid' }, input: [6, 5, 2] },
  { kind: 'average-pool', values: { size: 3, stride: 2, padding: 'valid' }, input: [7, 6, 2] },
  { kind: 'batch-norm', values: {}, input: [4, 3, 5] },
  { kind: 'batch-norm', values: {}, input: [6] },
  { kind: 'upsample', values: { factor: 2 }, input: [3, 2, 2] },
  { kind: 'gru', values: { units: 5 }, input: [6, 4, 2], tolerance: 1e-5 },
  // With weights as large as they are drawn, many steps make much of what rounding leaves.
  { kind: 'gru', values: { units: 64 }, input: [28, 28, 1], weightScale: 0.1, tolerance: 1e-5 },
];

const optimizerCases: readonly { optimizer: OptimizerId; values: ParameterValues; clipNorm: number }[] = [
  { optimizer: 'sgd', values: {}, clipNorm: 0 },
  { optimizer: 'sgd', values: {}, clipNorm: 1 },
  { optimizer: 'momentum', values: { momentum: 0.9 }, clipNorm: 0 },
  { optimizer: 'nesterov', values: { momentum: 0.9 }, clipNorm: 0 },
  { optimizer: 'nesterov', values: { momentum: 0.9 }, clipNorm: 1 },
  { optimizer: 'adagrad', values: {}, clipNorm: 0 },
  { optimizer: 'rmsprop', values: {}, clipNorm: 0 },
  { optimizer: 'adam', values: {}, clipNorm: 0 },
  { optimizer: 'adam', values: {}, clipNorm: 1 },
  { optimizer: 'adamw', values: { weightDecay: 0.1 }, clipNorm: 0 },
];

const steps = 20;
const learningRate = 0.05;

function scaled({ shape, values }: Numbers, factor: number): Numbers {
  return { shape, values: values.map((value) => value * factor) };
}

/** Variances are no less than 0. */
function positive({ shape, values }: Numbers): Numbers {
  return { shape, values: values.map(Math.abs) };
}

function planned({ kind, values, input, weightScale = 1 }: LayerCase) {
  const inferred = layerKind(kind).infer([input], values, { inputOf: () => ok(input), outputOf: () => undefined });
  if (!inferred.ok) throw new Error(`${kind} does not fit`);
  const { output, weights, statistics = [] } = inferred.value;
  return {
    layer: { id: 'layer', values, inputShapes: [input], outputShape: output },
    input: normalNumbers('input', [batch, ...input]),
    weights: weights.map(({ shape }, index) => scaled(normalNumbers(`weight ${index}`, shape), weightScale)),
    statistics: statistics.map(({ name, shape }) => positive(normalNumbers(`running ${name}`, shape))),
    cotangent: normalNumbers('cotangent', [batch, ...output]),
  };
}

interface LossCase {
  readonly loss: LossId;
  readonly values: ParameterValues;
  readonly prediction: Numbers;
  readonly target: Numbers;
  /** What an example of each class counts; 1 where it is left out. */
  readonly perClass?: readonly number[];
}

const ofPrediction = (shape: Shape) => normalNumbers('prediction', shape);
const values = (shape: Shape) => normalNumbers('target', shape);
const shares = (shape: Shape): Numbers => ({ shape, values: values(shape).values.map((value) => 0.5 + 0.4 * Math.tanh(value)) });
const below = (count: number, shape: Shape): Numbers => ({ shape, values: values(shape).values.map((value) => Math.abs(Math.floor(7 * value)) % count) });
const classOf: Numbers = { shape: [5], values: Float32Array.of(3, 0, 1, 1, 2) };

/** Whole numbers where a loss takes classes; the others take them as they are. */
const losses: readonly LossCase[] = [
  { loss: 'cross-entropy', values: {}, prediction: ofPrediction([5, 4]), target: classOf },
  { loss: 'cross-entropy', values: { labelSmoothing: 0.2 }, prediction: ofPrediction([5, 4]), target: classOf },
  { loss: 'cross-entropy', values: {}, prediction: ofPrediction([5, 4]), target: classOf, perClass: [2.5, 0.3, 1, 0.75] },
  { loss: 'mse', values: {}, prediction: ofPrediction([5, 3]), target: values([5, 3]) },
  { loss: 'mae', values: {}, prediction: ofPrediction([5, 3]), target: values([5, 3]) },
  { loss: 'huber', values: { delta: 0.7 }, prediction: ofPrediction([5, 3]), target: values([5, 3]) },
  { loss: 'smooth-l1', values: { beta: 0.1 }, prediction: ofPrediction([5, 4]), target: shares([5, 4]) },
  { loss: 'iou', values: {}, prediction: ofPrediction([5, 4]), target: shares([5, 4]) },
  { loss: 'giou', values: {}, prediction: ofPrediction([5, 4]), target: shares([5, 4]) },
  { loss: 'pixel-cross-entropy', values: { dice: 0.5 }, prediction: ofPrediction([5, 4, 3, 1]), target: below(2, [5, 4, 3]) },
  { loss: 'pixel-cross-entropy', values: { dice: 0.25 }, prediction: ofPrediction([5, 4, 3, 3]), target: below(3, [5, 4, 3]) },
  { loss: 'binary-cross-entropy', values: {}, prediction: ofPrediction([5, 6]), target: below(2, [5, 6]) },
  { loss: 'cumulative-logits', values: {}, prediction: ofPrediction([5, 3]), target: classOf },
];

/** Which of the five examples of a loss have a label, where not all do. */
const labelled = [1, 3];

/** What each of the five examples counts, and all of them together. */
function countedIn({ perClass, target }: LossCase, rows: readonly number[]) {
  const weights = [0, 1, 2, 3, 4].map((example) => (rows.includes(example) ? (perClass?.[target.values[example] ?? -1] ?? 1) : 0));
  return { weights: tensor1d(weights), total: weights.reduce((sum, weight) => sum + weight, 0) };
}

/** The examples at these places. */
function rowsOf({ shape: [examples = 0, ...shape], values: all }: Numbers, rows: readonly number[]): Numbers {
  const size = all.length / examples;
  return { shape: [rows.length, ...shape], values: Float32Array.from(rows.flatMap((row) => Array.from(all.subarray(row * size, (row + 1) * size)))) };
}

const optimizerNumbers = {
  weights: normalNumbers('weights', [11]),
  gradients: Array.from({ length: steps }, (_, step) => normalNumbers(`gradient ${step}`, [11])),
};

function asJson({ shape, values }: Numbers) {
  return { shape, values: [...values] };
}

/** Every question in one run of Python, since loading PyTorch takes seconds. */
function askTorch(): Numbers[][] {
  if (python === undefined) return [];
  const questions = [
    ...layerCases.map((test) => {
      const { input, weights, statistics, cotangent } = planned(test);
      const values = { ...test.values, torchPadding: test.torchPadding };
      const tensors = { inputs: [asJson(input)], weights: weights.map(asJson), statistics: statistics.map(asJson), cotangent: asJson(cotangent) };
      return { what: 'layer', kind: test.kind, values, ...tensors };
    }),
    ...losses.map((test) => ({ what: 'loss', ...test, prediction: asJson(test.prediction), target: asJson(test.target) })),
    ...optimizerCases.map(({ optimizer, clipNorm }) => ({
      what: 'optimizer', optimizer, clipNorm, learningRate,
      weights: asJson(optimizerNumbers.weights), gradients: optimizerNumbers.gradients.map(asJson),
    })),
    ...losses.map((test) => {
      return { what: 'loss', ...test, prediction: asJson(rowsOf(test.prediction, labelled)), target: asJson(rowsOf(test.target, labelled)) };
    }),
  ];
  const reply = execFileSync(python, [script], { input: JSON.stringify(questions), encoding: 'utf8', maxBuffer: 1e8 });
  const answers: { shape: number[]; values: number[] }[][] = JSON.parse(reply);
  return answers.map((answer) => answer.map(({ shape, values }) => ({ shape, values: Float32Array.from(values) })));
}

function expectAllClose(found: readonly Numbers[], expected: readonly Numbers[], tolerance = 1e-4) {
  expect(found).toHaveLength(expected.length);
  found.forEach((numbers, index) => expect(distance(at(expected, index), numbers)).toBeLessThan(tolerance));
}

function inOneRow(numbers: readonly Numbers[]): Numbers {
  const values = Float32Array.from(numbers.flatMap((part) => [...part.values]));
  return { shape: [values.length], values };
}

const why = python === undefined ? 'SKIPPED, since no python3 with the torch package was found' : `by ${python}`;

describe.skipIf(python === undefined)(`the engine computes what PyTorch does (${why})`, () => {
  let answers: Numbers[][] = [];
  beforeAll(async () => {
    answers = askTorch();
    await useBackend('cpu');
  });

  it.each(layerCases.map((test, index) => ({ name: `${test.kind} ${JSON.stringify(test.values)}`, test, index })))(
    '$name',
    async ({ test, index }) => {
      const { layer, input, weights, statistics, cotangent } = planned(test);
      const pair = layerPairs[test.kind];
      const inputs = [onBackend(input)];
      const tensors = [...weights, ...statistics].map(onBackend);
      const record = pair.forward(layer, inputs, tensors, { training: true, seed: 1, step: 0, firstExample: 0 });
      const oneTask = onBackend({ shape: [1, ...cotangent.shape], values: cotangent.values });
      const gradients = pair.backward(layer, oneTask, { ...record, inputs, weights: tensors, needsInputs: true });
      const found = (await allNumbersOf(gradients.inputs)).map(({ shape, values }) => ({ shape: shape.slice(1), values }));
      const answer = at(answers, index);
      const [output, ofInput, ...ofWeights] = answer.slice(0, 2 + weights.length);
      expectAllClose([await numbersOf(record.output), ...found], [output, ofInput].filter((numbers) => numbers !== undefined), test.tolerance);
      // A layer may give the gradients of several weights in one.
      expectAllClose([inOneRow(await allNumbersOf(gradients.weights))], [inOneRow(ofWeights)], test.tolerance);
      if (record.statistics === undefined) return;
      // A tenth of the way from the running statistics, which PyTorch is given too, to what the
      // pass says.
      const running = inOneRow(statistics).values.map((value) => 0.9 * value);
      const ofBatch = (await numbersOf(record.statistics)).values;
      const moved = { shape: [running.length], values: running.map((value, place) => value + 0.1 * (ofBatch[place] ?? Number.NaN)) };
      const [whenTested, ...after] = answer.slice(-1 - statistics.length);
      expectAllClose([moved], [inOneRow(after)]);
      const tested = pair.forward(layer, inputs, tensors, { training: false, seed: 1, step: 0, firstExample: 0 });
      expectAllClose([await numbersOf(tested.output)], [at([whenTested].filter((numbers) => numbers !== undefined), 0)]);
    },
  );

  it('every loss has a case', () => {
    expect(lossIds.filter((id) => !losses.some(({ loss }) => loss === id))).toEqual([]);
  });

  it.each(losses.map((test, index) => ({ ...test, index })))('$loss $values $perClass', async (test) => {
    const { weights, total } = countedIn(test, [0, 1, 2, 3, 4]);
    const { value, cotangent } = lossPairs[test.loss].evaluate(onBackend(test.prediction), onBackend(test.target), weights, total, test.values);
    expectAllClose(await allNumbersOf([value, cotangent]), at(answers, layerCases.length + test.index));
  });

  it.each(losses.map((test, index) => ({ ...test, index })))('$loss $values $perClass, the mean over the labelled examples', async (test) => {
    const { weights, total } = countedIn(test, labelled);
    const { value, cotangent } = lossPairs[test.loss].evaluate(onBackend(test.prediction), onBackend(test.target), weights, total, test.values);
    const [expected, gradient] = answers.slice(layerCases.length + losses.length + optimizerCases.length)[test.index] ?? [];
    const found = await numbersOf(cotangent);
    if (expected === undefined || gradient === undefined) throw new Error('no answer');
    expect(distance(expected, await numbersOf(value))).toBeLessThan(1e-6);
    expect(distance(gradient, rowsOf(found, labelled))).toBeLessThan(1e-6);
    expect(rowsOf(found, [0, 2, 4]).values.every((slope) => slope === 0)).toBe(true);
  });

  it.each(optimizerCases.map((test, index) => ({ ...test, index })))(
    '$optimizer, gradients clipped to $clipNorm, over twenty steps',
    async ({ optimizer, values, clipNorm, index }) => {
      const rule = updateRules[optimizer];
      let weights = tensor1d(optimizerNumbers.weights.values);
      let slots: readonly Tensor1D[] = Array.from({ length: rule.slots }, () => tensor1d(new Float32Array(11)));
      for (const [step, { values: numbers }] of optimizerNumbers.gradients.entries()) {
        const gradient = tensor1d(numbers);
        const settings = { learningRate, step: step + 1, values, regularisation: { l1: 0, l2: 0, clipNorm } };
        ({ weights, slots } = moveWeights(rule, { weights, gradient, slots, ...settings }));
      }
      expectAllClose([await numbersOf(weights)], at(answers, layerCases.length + losses.length + index));
    },
  );
});
