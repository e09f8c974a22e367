import { concat, tidy, zeros, type Tensor1D, type Tensor4D } from '@tensorflow/tfjs-core';
import { batchSizeOf, trainImages } from '../../experiment/context';
import type { Experiment } from '../../experiment/schema';
import { disposeBatch, type Batch } from '../data/batch';
import type { ExperimentData } from '../data/experiment-data';
import type { Trainer } from '../trainer-contract';
import { createEvaluation } from './evaluation';

/** As many vectors as one program of TensorFlow.js joins. */
const mostJoined = 7;

/**
 * Does once what a training does again and again, with a trainer that is thrown away: steps with and without a measure of the conflict, on
 * whole batches and on what is left of an epoch, tests of every part, predictions, reading. For a device that compiles meanwhile
 * and computes nothing. The images of the next step and of the first test must be there.
 */
export async function rehearse(trainer: Trainer, experiment: Experiment, data: ExperimentData, speed: 'fast' | 'slow'): Promise<void> {
  trainer.conflictEvery = 2;
  const evaluation = createEvaluation(trainer, data, speed, () => Promise.resolve());
  try {
    const batches = data.batches(trainer.step, trainer.maximumBatch);
    for (let step = 0; step < 2; step += 1) await trainer.takeStep(batches);
    await rehearseRemainder(trainer, experiment, batches);
    for (const batch of batches) disposeBatch(batch);
    await trainer.drain();
    const loaded = data.testBatch(0, 1);
    await rehearseTests(trainer, loaded, evaluation.partsOf(data.testImages).concat(evaluation.partsOf(data.validationImages)));
    disposeBatch(loaded);
    await evaluation.subset(() => false, () => {});
    await evaluation.predictions();
    await trainer.state();
    rehearseJoining();
  } finally {
    evaluation.dispose();
    trainer.dispose();
  }
}

/** The last batch of an epoch may be smaller, and other programs the fastest for it. */
async function rehearseRemainder(trainer: Trainer, experiment: Experiment, [batch]: readonly Batch[]): Promise<void> {
  const left = trainImages(experiment) % batchSizeOf(experiment);
  if (batch === undefined || left === 0) return;
  const sizes = [...new Set([Math.min(left, trainer.maximumBatch), left % trainer.maximumBatch])];
  for (const size of sizes) if (size > 0) await onBlanks(batch, size, async (blank) => {
    for (let step = 0; step < 2; step += 1) await trainer.takeStep([blank]);
  });
}

async function rehearseTests(trainer: Trainer, batch: Batch, parts: readonly (readonly [first: number, size: number])[]): Promise<void> {
  for (const size of new Set(parts.map(([, own]) => own))) {
    await onBlanks(batch, size, async (blank) => {
      const test = trainer.test();
      test.add(blank);
      await test.finish();
    });
  }
}

/** A batch like another one, of another size and black. */
async function onBlanks(like: Batch, size: number, work: (blank: Batch) => Promise<void>): Promise<void> {
  const [, height, width, channels] = like.images.shape;
  const images: Tensor4D = zeros([size, height, width, channels]);
  const targets = like.targets.map(({ shape, dtype }) => zeros([size, ...shape.slice(1)], dtype));
  const blank = { size, images, targets };
  await work(blank);
  disposeBatch(blank);
}

/** What is read at once is joined first, and so are batches out of several files: any number at a time. */
function rehearseJoining(): void {
  tidy(() => {
    for (const dtype of ['float32', 'int32'] as const) {
      // Too long for TensorFlow.js to join on the processor.
      const vectors = Array.from({ length: mostJoined }, (): Tensor1D => zeros([1024], dtype));
      for (let count = 2; count <= mostJoined; count += 1) concat(vectors.slice(0, count));
    }
  });
}
