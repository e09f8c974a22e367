import { defaultExperiment } from '../../../experiment/default-experiment';
import { templates } from '../../../experiment/templates/templates';
import type { Experiment, ExperimentTask } from '../../../experiment/schema';
import { disposeBatch } from '../../data/batch';
import { createDeviceShards, type ShardRows, type ShardSource } from '../../data/device-shards';
import { imageInput } from '../../data/image-input';
import { withUpload } from '../../data/one-upload';
import { affineMap, unchanged } from '../../../data/affine-maps';
import { moveBits } from '../../../data/moved-rows';
import { createByteBudget } from '../../../lib/byte-budget';
import { watchCalls, withEmptyPrograms } from './device-calls';
import { layer, wires } from '../drawn';
import type { StepCounts } from './kernel-suite-messages';
import { trainerOf } from '../small-experiments';

const huntTasks: ExperimentTask[] = [
  { id: 'digit', kind: 'digit', colour: 0, weight: 0.4 },
  { id: 'box', kind: 'box', colour: 1, weight: 0.3 },
  { id: 'mask', kind: 'mask', colour: 2, weight: 0.3 },
];

/**
 * 28×28×1 → conv 8 3×3 same ReLU → pool 2 → conv 16 → pool 2 → dense 64 → heads 10 and 2, batch 64,
 * Adam.
 */
const twoHeads: Experiment = {
  ...defaultExperiment,
  tasks: [
    { id: 'digit', kind: 'digit', colour: 0, weight: 0.5 },
    { id: 'parity', kind: 'parity', colour: 1, weight: 0.5 },
  ],
  network: {
    layers: [
      layer('input', 'input', { field: 'image' }),
      layer('conv-1', 'conv2d', { filters: 8, kernel: 3, stride: 1, padding: 'same', activation: 'relu' }),
      layer('pool-1', 'max-pool', { size: 2, stride: 2, padding: 'valid' }),
      layer('conv-2', 'conv2d', { filters: 16, kernel: 3, stride: 1, padding: 'same', activation: 'relu' }),
      layer('pool-2', 'max-pool', { size: 2, stride: 2, padding: 'valid' }),
      layer('dense', 'dense', { units: 64, activation: 'relu' }),
      layer('head-digit', 'head', { task: 'digit' }),
      layer('head-parity', 'head', { task: 'parity' }),
    ],
    wires: wires('input > conv-1 > pool-1 > conv-2 > pool-2 > dense > head-digit', 'dense > head-parity'),
    ties: [],
  },
  optimizer: { kind: 'adam', learningRate: 0.001, values: {}, groups: [] },
  regularisation: { l1: 0, l2: 0, clipNorm: 0 },
  training: { ...defaultExperiment.training, batch: 'mini', batchSize: 64 },
};

/** The digit, its box and its mask on the start network of digit hunt, batch 64. */
const digitHunt: Experiment = {
  ...twoHeads,
  data: { dataset: 'digit-hunt', train: 128, test: 64, validation: 0 },
  tasks: huntTasks,
  network: templates.skips.build({ dataset: 'digit-hunt', train: 128, test: 64, validation: 0 }, huntTasks),
};

const stepsUntilWarm = 4;
const stepsCounted = 4;

const bytes = Uint8Array.from({ length: 100 * 1600 }, (_, at) => (at * 7) % 251);

/** Made-up images with two answers each. */
const shard: ShardSource = {
  count: 100,
  images: () => bytes.subarray(0, 100 * 784),
  tables: [Int32Array.from({ length: 100 }, (_, row) => row % 10), Int32Array.from({ length: 100 }, (_, row) => row % 2)],
};

/** Made-up images of another size; what is asked of them besides the digit moves with them. */
const hunted: ShardSource = { ...shard, images: () => bytes, tables: shard.tables.slice(0, 1) };

/** A box and a mask of each image, as the processor moves them, and that each has its box. */
const movedAnswers = {
  answers: [
    undefined,
    { values: Float32Array.from({ length: 64 * 4 }, (_, at) => 0.2 + ((at * 3) % 5) / 10), shape: [64, 4] },
    { values: Float32Array.from({ length: 64 * 1600 }, (_, at) => Number(at % 7 === 0)), shape: [64, 40, 40] },
  ],
  labels: [undefined, Float32Array.from({ length: 64 }, (_, row) => Number(row !== 5)), undefined],
  weights: [undefined, undefined, undefined],
  present: {},
};

/**
 * Trains two heads on the current backend, WebGPU, on images that lie there and are moved by whole
 * pixels, then on ones that are turned, and counts the calls of its interface in each of some steps
 * once all is warm: gathering the batch and what is done with it. Likewise digit hunt. The programs
 * are empty, and stay so for whoever uses this device later.
 */
export async function countSteps(): Promise<readonly StepCounts[]> {
  const heads = { what: 'two heads', experiment: twoHeads, source: shard, side: 28 } as const;
  const hunt = { what: 'digit hunt', experiment: digitHunt, source: hunted, side: 40 } as const;
  const undo = withEmptyPrograms();
  try {
    return [...(await countStepsOf(heads, movedRows, true)), ...(await countStepsOf(heads, turnedRows, false)), ...(await countStepsOf(hunt, movedRows, true))];
  } finally {
    undo();
  }
}

interface Counted extends Pick<StepCounts, 'what'> {
  readonly experiment: Experiment;
  readonly source: ShardSource;
  /** Pixels of a side of the images. */
  readonly side: number;
}

const rowNumbers = Int32Array.from({ length: twoHeads.training.batchSize }, (_, row) => row);

function movedRows(step: number): ShardRows {
  const movedRow = (row: number) => row + moveBits({ right: (row % 5) - 2, down: step % 3, mirrored: row % 2 === 0 });
  return { shard: 0, rows: rowNumbers.map(movedRow) };
}

function turnedRows(step: number): ShardRows {
  const still = { right: 0, down: 0, mirrored: false };
  const mapOf = (row: number) => affineMap(still, { ...unchanged, angle: (row % 7) / 10, gain: 1 + step / 10 }, [28, 28, 1]);
  return { shard: 0, rows: rowNumbers, maps: Float32Array.from([...rowNumbers].flatMap(mapOf)) };
}

async function countStepsOf({ what, experiment, source, side }: Counted, rowsOf: (step: number) => ShardRows, moved: boolean): Promise<readonly StepCounts[]> {
  const trainer = trainerOf(experiment);
  const budget = createByteBudget(1e9);
  const images = imageInput('image', { kind: 'image', shape: [side, side, 1], mean: [0], deviation: [1] });
  const shards = createDeviceShards(() => source, { image: images }, images, (number, size, evict) => budget.add({ key: String(number), bytes: size, evict }));
  const counts: StepCounts[] = [];
  for (let step = 0; step < stepsUntilWarm + stepsCounted; step += 1) {
    const rows = rowsOf(step);
    const counter = watchDevice();
    const { images: inputs, rows: targets } = shards.gather([rows], moved, ['image'], [...source.tables.keys()]);
    const gathered = { size: rowNumbers.length, inputs, targets };
    const batch = what === 'digit hunt' ? withUpload(gathered, movedAnswers) : gathered;
    await trainer.takeStep([batch]);
    counts.push({ what, ...counter() });
    disposeBatch(batch);
    // As a session does between steps: the accumulators' buffers come back.
    await trainer.drain();
  }
  shards.free();
  trainer.dispose();
  return counts.slice(stepsUntilWarm);
}

/** Begins to count; the function that it returns ends the counting. */
function watchDevice(): () => Omit<StepCounts, 'what'> {
  const counts = { dispatches: 0, uploads: 0, buffers: 0, readBacks: 0, pipelines: 0 };
  const programs: string[] = [];
  const [queue, device, pass, buffer] = [GPUQueue.prototype, GPUDevice.prototype, GPUComputePassEncoder.prototype, GPUBuffer.prototype];
  const restore = [
    watchCalls(queue, 'writeBuffer', ([to]) => {
      if (to instanceof GPUBuffer && (to.usage & GPUBufferUsage.UNIFORM) === 0) counts.uploads += 1;
    }),
    watchCalls(device, 'createBuffer', ([descriptor]) => {
      counts.buffers += 1;
      if (isMapped(descriptor)) counts.uploads += 1;
    }),
    watchCalls(device, 'createComputePipeline', () => (counts.pipelines += 1)),
    watchCalls(pass, 'setPipeline', ([pipeline]) => {
      if (pipeline instanceof GPUComputePipeline) programs.push(pipeline.label);
    }),
    watchCalls(pass, 'dispatchWorkgroups', () => (counts.dispatches += 1)),
    watchCalls(buffer, 'mapAsync', () => (counts.readBacks += 1)),
  ];
  return () => {
    for (const undo of restore) undo();
    return { ...counts, programs };
  };
}

function isMapped(descriptor: unknown): boolean {
  return typeof descriptor === 'object' && descriptor !== null && 'mappedAtCreation' in descriptor && descriptor.mappedAtCreation === true;
}
