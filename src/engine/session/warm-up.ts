import { concat, tidy, zeros, type Tensor, type Tensor1D } from '@tensorflow/tfjs-core';
import { mapValues } from '../../lib/keys';
import type { Events } from '../../protocol/messages';
import type { ChosenDevice } from '../backend/device';
import { disposeBatch, type Batch } from '../data/batch';
import type { ExperimentData } from '../data/experiment-data';
import type { Trainer } from '../trainer-contract';
import { createEvaluation } from '../evaluation/evaluation';
import { createShownImages } from '../inspect/shown-images';
import type { World } from './world';

/** How many times as long as an answer the compilation of one program may take. */
const programTimeoutFactor = 2;
/**
 * How many times within that it is checked: while the machine sleeps no check runs, and nothing
 * times out.
 */
const checks = 10;

/**
 * Has a device compile what a warm-up runs, and tells how far it is. Resolves when the warm-up is
 * over; `compiled` when all programs are there, or when the device was given up since it does not
 * get on with them. Undefined for a device that has nothing to compile. A warm-up that breaks off
 * is no fault: what it did not come to is compiled where it is used, and what is truly wrong goes
 * wrong there too, and is told there.
 */
export async function compileAhead(
  { compileWarmUp, silence }: Compiling,
  wait: World['wait'],
  warmUp: () => Promise<void>,
  tell: (progress: Events['progress']) => void,
): Promise<{ readonly compiled: Promise<void> } | undefined> {
  let programs = 0;
  const begun = await compileWarmUp?.(
    async () => {
      try {
        await warmUp();
      } catch {
        // See above.
      }
    },
    (done, total) => {
      programs = done;
      tell({ phase: 'kernels', done, total });
    },
  );
  if (begun === undefined || silence === undefined) return begun;
  const gettingOn = async (isOver: () => boolean): Promise<void> => {
    const deadline = programTimeoutFactor * silence.deadline;
    let [known, silent] = [programs, 0];
    while (!isOver()) {
      await wait(deadline / checks);
      silent = programs === known ? silent + 1 : 0;
      known = programs;
      if (isOver() || silent < checks) continue;
      silence.giveUp(`no program was compiled for ${deadline / 1000} s`);
      return;
    }
  };
  let isOver = false;
  const compiled = begun.compiled.finally(() => (isOver = true));
  return { compiled: Promise.race([compiled, gettingOn(() => isOver)]) };
}

/** What of a device compiles. */
interface Compiling {
  readonly compileWarmUp?: ChosenDevice['compileWarmUp'];
  readonly silence?: ChosenDevice['silence'];
}

/** As many vectors as one program of TensorFlow.js joins. */
const mostJoined = 7;

/**
 * Does once what a training does again and again, with a trainer that is thrown away: steps with
 * and without a measure of the conflict, tests of every part, predictions, reading. For a device
 * that compiles meanwhile and computes nothing. The images of the next step and of the first test
 * must be there. Leaves nothing behind, also when something throws.
 */
export async function warmUp(trainer: Trainer, data: ExperimentData, speed: 'fast' | 'slow'): Promise<void> {
  const evaluation = createEvaluation(trainer, data, speed, { between: () => Promise.resolve(), unlessLost: (work) => work });
  const shown = createShownImages(trainer, data);
  try {
    await withBatches(data.batches(trainer.step, trainer.maximumBatch), (batches) => takeBothKindsOfStep(trainer, batches));
    await trainer.drain();
    await withBatches([data.testBatch(0, 1)], ([like]) =>
      warmUpTests(trainer, like, [data.testImages, data.validationImages, data.sampleImages].flatMap((images) => evaluation.partsOf(images))),
    );
    await evaluation.subset(() => false, () => {});
    await shown.predictions();
    await trainer.state();
    warmUpJoining();
  } finally {
    evaluation.dispose();
    shown.dispose();
    trainer.dispose();
  }
}

/** Likewise one kind of work alone, and what is read after it. */
export async function warmUpWork(trainer: Trainer, work: () => Promise<unknown>): Promise<void> {
  try {
    await work();
    await trainer.drain();
    await trainer.state();
  } finally {
    trainer.dispose();
  }
}

/**
 * A step that measures the conflict and one that does not. All batches are of one size: the last of
 * an epoch goes on into the next.
 */
export async function takeBothKindsOfStep(trainer: Trainer, batches: readonly Batch[]): Promise<void> {
  for (const conflictEvery of [1, 0]) {
    trainer.conflictEvery = conflictEvery;
    await trainer.takeStep(batches);
  }
}

async function withBatches<const Batches extends readonly Batch[]>(batches: Batches, work: (batches: Batches) => Promise<void>): Promise<void> {
  try {
    await work(batches);
  } finally {
    for (const batch of batches) disposeBatch(batch);
  }
}

async function warmUpTests(trainer: Trainer, batch: Batch, parts: readonly (readonly [first: number, size: number])[]): Promise<void> {
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
  const blank = ({ shape, dtype }: Tensor) => zeros([size, ...shape.slice(1)], dtype);
  const batch = { size, inputs: mapValues(like.inputs, blank), targets: like.targets.map(blank) };
  await withBatches([batch], ([blanks]) => work(blanks));
}

/**
 * What is read at once is joined first, and so are images out of several files: any number at a
 * time. One more than fits a program is joined as seven and one, and that one by a program of its
 * own.
 */
function warmUpJoining(): void {
  tidy(() => {
    // Too long for TensorFlow.js to join on the processor.
    const vectors = Array.from({ length: mostJoined + 1 }, (): Tensor1D => zeros([1024]));
    for (let count = 2; count <= vectors.length; count += 1) concat(vectors.slice(0, count));
  });
}
