import { backend, memory } from '@tensorflow/tfjs-core';
import { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import type { MemoryMark, StepCounts, Trained, WorkerOrders } from '../messages';
import { disposeBatch } from '../../src/engine/data/batch';
import { median } from '../../src/lib/median';
import { countGpuCalls, type GpuCounter } from './gpu-counter';
import { startRun, type OursRun } from './ours-run';
import { timed, timedInTurns, type Timeable } from './timing';

/**
 * Steps over which calls are counted, all of one kind; one alone where a step takes longer than
 * this (milliseconds).
 */
const countedSteps = 4;
const slow = 2000;
/** Rounds of as many steps before, each read out at its end as the counted one is. */
const warmRounds = 2;
/** At least as many steps as an epoch of the documents here has. */
const stepsOfAnEpoch = 157;
/** Steps between two reads of the losses where nothing is timed: about what the page does. */
const stepsPerDrain = 10;

/** Trains and times, then counts what a step asks of the device. */
export async function trainOurs(order: WorkerOrders['ours-train']['payload']): Promise<Trained> {
  const counter = order.device === 'webgpu' ? countGpuCalls() : undefined;
  const run = await startRun(order);
  if (counter !== undefined) touchAllImages(run);
  const training = timeable(run);
  const times = await timed(order.timing, training);
  const losses = training.losses();
  const trained = { adapter: run.device.report.adapter, ...times, losses, counts: undefined };
  if (counter === undefined) return trained;
  const steps = median(times.times) > slow ? 1 : countedSteps;
  const [counts, measuring] = [await countSteps(run, counter, 0, steps), await countSteps(run, counter, 1, steps)];
  return { ...trained, counts, measuring };
}

/**
 * Images come to the device when a step wants them, and stay. So that no step that is timed or
 * counted does it, all come first.
 */
function touchAllImages({ data, trainer }: OursRun): void {
  for (let step = 0; step < stepsOfAnEpoch; step += 1) data.batches(step, trainer.maximumBatch).forEach(disposeBatch);
}

/**
 * What a step asks of the device that measures the conflict every so many steps, once all is warm:
 * after as many such steps, read out.
 */
async function countSteps(run: OursRun, counter: GpuCounter, conflictEvery: number, steps: number): Promise<StepCounts> {
  run.trainer.conflictEvery = conflictEvery;
  for (let round = 0; round < warmRounds; round += 1) await takeSteps(run, steps);
  counter.reset();
  for (let taken = 0; taken < steps; taken += 1) await run.step();
  const counts = counter.perStep(steps);
  await run.settle();
  await lastLosses(run);
  return counts;
}

async function takeSteps(run: OursRun, steps: number): Promise<void> {
  for (let taken = 0; taken < steps; taken += 1) await run.step();
  await run.settle();
  await lastLosses(run);
}

/** Trains two documents in turns, without measuring the tasks' conflict. */
export async function compareOurs({ experiments, ...order }: WorkerOrders['ours-turns']['payload']): Promise<readonly [Trained, Trained]> {
  const runs = [await startRun({ ...order, experiment: experiments[0] }), await startRun({ ...order, experiment: experiments[1] })] as const;
  // A joint step that measures the conflict as well goes backward for each task: that would make it
  // the slower to compare with.
  for (const { trainer } of runs) trainer.conflictEvery = 0;
  const [first, second] = [timeable(runs[0]), timeable(runs[1])];
  const times = await timedInTurns(order.timing, first, second);
  const { adapter } = runs[0].device.report;
  return [
    { adapter, ...times[0], losses: first.losses(), counts: undefined },
    { adapter, ...times[1], losses: second.losses(), counts: undefined },
  ];
}

/** A run's steps, finished by reading their losses: the proof that they were computed. */
function timeable(run: OursRun): Timeable & { losses(): readonly number[] } {
  let losses: readonly number[] = [];
  return {
    step: () => run.step(),
    finish: async () => {
      await run.settle();
      losses = (await lastLosses(run)) ?? losses;
    },
    losses: () => losses,
  };
}

/**
 * The losses of the last step since they were read last, by task; undefined if there was none.
 * Throws if one was not finite.
 */
async function lastLosses({ trainer }: OursRun): Promise<readonly number[] | undefined> {
  const { steps, losses, notFinite } = await trainer.drain();
  if (notFinite !== undefined) throw new Error(`the loss was not finite at step ${notFinite.step}`);
  return steps === 0 ? undefined : Array.from(losses.slice((losses.length / steps) * (steps - 1)));
}

/** Trains up to each mark and says what is held there, right after everything was read. */
export async function measureMemory({ marks, ...order }: WorkerOrders['ours-memory']['payload']): Promise<readonly MemoryMark[]> {
  const run = await startRun(order);
  const held: MemoryMark[] = [];
  for (const mark of marks) {
    while (run.trainer.step < mark) {
      await run.step();
      if (run.trainer.step % stepsPerDrain === 0) await run.settle().then(() => lastLosses(run));
    }
    await run.settle();
    await lastLosses(run);
    held.push({ step: mark, ...memoryNow() });
  }
  return held;
}

function memoryNow(): Omit<MemoryMark, 'step'> {
  const { numTensors, numBytes, ...rest } = memory();
  const onDevice = Object.entries(rest).find(([name]) => name === 'numBytesInGPUAllocated' || name === 'numBytesAllocatedInGPU');
  return { tensors: numTensors, bytes: Number(onDevice?.[1] ?? numBytes), heap: heapBytes() };
}

function heapBytes(): number {
  const current = backend();
  if (!(current instanceof BackendWasm)) return 0;
  const { wasm } = current;
  if ('HEAPU8' in wasm && wasm.HEAPU8 instanceof Uint8Array) return wasm.HEAPU8.length;
  throw new Error('the WASM module does not show its heap');
}
