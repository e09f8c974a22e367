import type { Tensor } from '@tensorflow/tfjs-core';
import { constantOutput } from '../../domain/targets/constant-output';
import { sizeOf } from '../../domain/shape';
import { ok } from '../../lib/result';
import { disposeBatch, type Batch } from '../data/batch';
import { subsetImages, type ExperimentData } from '../data/experiment-data';
import { constantSums } from '../evaluation/constant-sums';
import type { Inspection } from './inspection';

/** From so many training labels, at most, it is read what a constant answer is. */
const mostLabels = 1000;
const partSize = 128;

const labelsOf = (data: ExperimentData) => Math.min(mostLabels, data.sampleImages);
const testedImages = (data: ExperimentData) => Array.from({ length: Math.min(subsetImages, data.testImages) }, (_, index) => index);

/** The sums that the best constant answers leave on the subset of test images. */
export const baselines: Inspection<'baselines'> = {
  ready: (_question, data) => data.partReady('train', 0, labelsOf(data)) ?? data.picked(testedImages(data)).ready(),
  answer: async (_question, { trainer, data, goOn }) => {
    const { tasks, layout } = await trainer.inspect(async ({ plan }) => ({
      layout: plan.layout,
      tasks: plan.tasks.map(({ kind, head }) => ({ kind, shape: plan.steps[head]?.layer.outputShape ?? [] })),
    }));
    const size = Math.min(partSize, trainer.maximumBatch);
    const answers: Float32Array[][] = tasks.map(() => []);
    for (let first = 0; first < labelsOf(data); first += size) {
      goOn();
      await withBatch(data.sampleBatch(first, Math.min(size, labelsOf(data) - first)), async (batch) => {
        for (const [task, target] of batch.targets.entries()) answers[task]?.push(...(await labelledRows(target, batch, task)));
      });
    }
    const outputs = tasks.map(({ kind, shape }, task) => constantOutput(kind.target, answers[task] ?? [], sizeOf(shape)));
    const sums = layout.map((own) => new Float32Array(own.sums));
    const images = testedImages(data);
    for (let first = 0; first < images.length; first += size) {
      goOn();
      await withBatch(data.picked(images.slice(first, first + size)).batch(), async (batch) => {
        for (const [task, { kind, shape }] of tasks.entries()) {
          const [output, own] = [outputs[task], sums[task]];
          if (output === undefined || own === undefined) continue;
          (await constantSums(kind, output, shape, batch, task)).forEach((value, place) => (own[place] = (own[place] ?? 0) + value));
        }
      });
    }
    return ok({ images: images.length, sums });
  },
};

async function withBatch(batch: Batch, work: (batch: Batch) => Promise<void>): Promise<void> {
  try {
    await work(batch);
  } finally {
    disposeBatch(batch);
  }
}

/** A task's answers to the examples of a batch that it has labels for. */
async function labelledRows(target: Tensor, batch: Batch, task: number): Promise<readonly Float32Array[]> {
  const values = Float32Array.from(await target.data());
  const labels = await batch.labels?.[task]?.data();
  const size = values.length / batch.size;
  const rows = Array.from({ length: batch.size }, (_, row) => values.subarray(row * size, (row + 1) * size));
  return labels === undefined ? rows : rows.filter((_, row) => labels[row] === 1);
}
