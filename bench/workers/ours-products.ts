import { randomNormal, tidy, zeros, type Tensor, type Tensor2D, type Tensor4D } from '@tensorflow/tfjs-core';
import { compile, type PlanStep } from '../../src/plan/compile';
import { convolve, multiply } from '../../src/engine/layers/linear';
import { convolutionInputGradient } from '../../src/engine/operations/raw-kernels';
import { convolutionWeightGradients, denseInputGradient, denseWeightGradients } from '../../src/engine/operations/linear-gradients';
import type { Experiment } from '../../src/experiment/schema';
import type { ProductRate, WorkerOrders } from '../messages';
import { startDevice } from './ours-run';
import { measurePlainProducts } from './plain-products';
import { timed } from './timing';

/** Convolutions of fewer channels have products too thin to compare. */
const leastChannels = 8;

interface Operation {
  readonly name: string;
  readonly operations: number;
  /** Runs it once; the result is freed by the caller. */
  readonly run: () => unknown;
  readonly tensors: readonly Tensor[];
}

/**
 * Plain products, and the convolutions and products that training makes of some documents, by the
 * playground's kernels.
 */
export async function measureOurProducts(order: WorkerOrders['ours-products']['payload']): Promise<WorkerOrders['ours-products']['reply']> {
  const device = await startDevice(order.device);
  const finish = () => device.settle();
  const plain = await measurePlainProducts(order.timing);
  const used: ProductRate[] = [];
  for (const { name, operations, run, tensors } of order.experiments.flatMap(operationsOf)) {
    const { times } = await timed(order.timing, { step: () => tidy(() => void run()), finish });
    used.push({ name, operations, times });
    for (const tensor of tensors) tensor.dispose();
  }
  return { plain, used };
}

function operationsOf(experiment: Experiment): Operation[] {
  const plan = compile(experiment);
  if (!plan.ok) throw new Error(plan.error.detail);
  const { batchSize } = experiment.training;
  return plan.value.steps.flatMap((step) => {
    const name = `${experiment.name} ${step.layer.id}`;
    const [kernel = []] = step.weights.map(({ spec }) => spec.shape);
    if (kernel.length === 4 && (kernel[2] ?? 0) >= leastChannels) return convolutions(name, step, batchSize);
    // Heads are left out: their products are so thin that starting them takes longer than they do.
    return kernel.length === 2 && step.layer.outputShape.length === 1 && !name.includes(' head') ? products(name, step, batchSize) : [];
  });
}

function convolutions(name: string, { layer, weights }: PlanStep, batch: number): Operation[] {
  const [height = 0, width = 0, channelsIn = 0] = layer.inputShapes[0] ?? [];
  const [outHeight = 0, outWidth = 0, channelsOut = 0] = layer.outputShape;
  const [rows = 0, columns = 0] = weights[0]?.spec.shape ?? [];
  const images: Tensor4D = randomNormal([batch, height, width, channelsIn]);
  const kernel: Tensor4D = randomNormal([rows, columns, channelsIn, channelsOut]);
  const bias = zeros([channelsOut]);
  const cotangent: Tensor4D = randomNormal([batch, outHeight, outWidth, channelsOut]);
  const perTask = randomNormal([1, batch, outHeight, outWidth, channelsOut]);
  const window = { stride: Number(layer.values['stride'] ?? 1), padding: layer.values['padding'] === 'valid' ? 'valid' : 'same' } as const;
  const operations = 2 * batch * outHeight * outWidth * rows * columns * channelsIn * channelsOut;
  const tensors = [images, kernel, bias, cotangent, perTask];
  return [
    { name: `${name} convolution`, operations, tensors: [], run: () => convolve(images, [kernel, bias], 'relu', window) },
    {
      name: `${name} convolution, input gradient`,
      operations,
      tensors: [],
      run: () => convolutionInputGradient(cotangent, kernel, images.shape, window),
    },
    {
      name: `${name} convolution, filter gradient`,
      operations,
      tensors,
      run: () => convolutionWeightGradients(images, perTask, kernel.shape, window),
    },
  ];
}

function products(name: string, { weights }: PlanStep, batch: number): Operation[] {
  const [featuresIn = 0, featuresOut = 0] = weights[0]?.spec.shape ?? [];
  const input: Tensor2D = randomNormal([batch, featuresIn]);
  const kernel: Tensor2D = randomNormal([featuresIn, featuresOut]);
  const bias = zeros([featuresOut]);
  const cotangent: Tensor2D = randomNormal([batch, featuresOut]);
  const perTask = randomNormal([1, batch, featuresOut]);
  const operations = 2 * batch * featuresIn * featuresOut;
  const tensors = [input, kernel, bias, cotangent, perTask];
  return [
    { name: `${name} product`, operations, tensors: [], run: () => multiply(input, [kernel, bias], 'relu') },
    {
      name: `${name} product, input gradient`,
      operations,
      tensors: [],
      run: () => denseInputGradient(cotangent, kernel),
    },
    { name: `${name} product, weight gradient`, operations, tensors, run: () => denseWeightGradients(input, perTask) },
  ];
}
