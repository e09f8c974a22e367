import { cast, tensor, type Tensor } from '@tensorflow/tfjs-core';
import { exampleLoss } from '../../../domain/losses/example-loss';
import { occludingSquares, occlusionMap, pixelsOf, type Square } from '../../../domain/metrics/occlusion';
import { fail, ok } from '../../../lib/result';
import { disposeBatch, type Batch } from '../../data/batch';
import { testing } from '../../evaluation/evaluate';
import { forwardPass, outputOf } from '../../step/forward';
import type { Snapshot } from '../../step/step-contract';
import { imagesReady, onImages } from '../examples';
import type { Inspection } from '../inspection';
import { readTensors } from '../read-tensors';
import { outputGradients } from './output-gradients';

/** What a test image is to the network: [1, …shape] for each field that it takes in, and the targets. */
interface Image {
  /** The field of the image that is looked at, and its [height, width, channels]. */
  readonly name: string;
  readonly shape: readonly [height: number, width: number, channels: number];
  readonly inputs: readonly { readonly name: string; readonly shape: readonly number[]; readonly values: Float32Array }[];
  /** Per task; undefined where it has no label for the image. */
  readonly targets: readonly (Float32Array | undefined)[];
}

/** Which pixels of a test image matter to which task: gradient × input, and occlusion. */
export const saliency: Inspection<'saliency'> = {
  ready: imagesReady,
  answer: ({ images }, subject) =>
    subject.trainer.inspect(async (snapshot) => {
      const { plan } = snapshot;
      const name = subject.data.inputs.find(({ field }) => field.kind === 'image')?.name;
      const index = plan.steps.findIndex(({ field }) => field !== undefined && field === name);
      if (name === undefined || index < 0) return fail({ code: 'internal', params: {}, detail: 'the network takes in no image', canContinue: true });
      const [whole] = await onImages(images.slice(0, 1), subject, async (batch) => {
        const image = await readImage(batch, name, plan.tasks.length);
        return { image, gradient: await gradientTimesInput(snapshot, batch, index, image) };
      });
      if (whole === undefined) throw new Error('a question about an image has one');
      const { image, gradient } = whole;
      const [height, width] = image.shape;
      const squares = occludingSquares(height, width);
      const [untouched, ...hidden] = await lossesOf(snapshot, image, [undefined, ...squares], subject.trainer.maximumBatch, subject.goOn);
      const losses = Float32Array.from(untouched ?? []);
      const occlusion = plan.tasks.map((_, task) => occlusionMap(squares, hidden.map((own) => (own[task] ?? 0) - (losses[task] ?? 0)), height, width));
      return ok({ step: snapshot.state.step, shape: [height, width], losses, gradient, occlusion });
    }),
};

async function readImage(batch: Batch, name: string, tasks: number): Promise<Image> {
  const names = Object.keys(batch.inputs);
  const tensors = names.flatMap((one) => batch.inputs[one] ?? []);
  const labels = batch.labels ?? [];
  const read = await readTensors(() => [...tensors, ...batch.targets.map((target) => cast(target, 'float32')), ...labels.flatMap((own) => own ?? [])]);
  const values = read.values();
  const next = () => values.next().value ?? new Float32Array();
  const inputs = names.map((one, place) => ({ name: one, shape: tensors[place]?.shape.slice(1) ?? [], values: next() }));
  const targets = Array.from({ length: tasks }, next);
  const [height = 0, width = 0, channels = 1] = inputs.find((one) => one.name === name)?.shape ?? [];
  const known = targets.map((target, task) => (labels[task] === undefined || next()[0] === 1 ? target : undefined));
  return { name, shape: [height, width, channels], inputs, targets: known };
}

/** Per task [height, width]; 0 all over where the task has no label for the image. */
async function gradientTimesInput(snapshot: Snapshot, batch: Batch, index: number, { shape: [height, width, channels] }: Image): Promise<readonly Float32Array[]> {
  const [pixels = new Float32Array(), gradients = new Float32Array()] = await readTensors(() => {
    const { output, gradients: rows } = outputGradients(snapshot, batch, index);
    return [output, rows];
  });
  return snapshot.plan.tasks.map((_, task) => {
    const map = new Float32Array(height * width);
    for (const [at, pixel] of pixels.entries()) {
      const place = Math.floor(at / channels);
      map[place] = (map[place] ?? 0) + pixel * (gradients[task * pixels.length + at] ?? 0);
    }
    return map;
  });
}

/** The losses of the tasks on an image as it is (undefined) and with a square hidden, one after another. */
async function lossesOf({ plan, layers }: Snapshot, image: Image, squares: readonly (Square | undefined)[], maximumBatch: number, goOn: () => void): Promise<readonly (readonly number[])[]> {
  const losses: (readonly number[])[] = [];
  const most = Math.min(maximumBatch, 64);
  for (let first = 0; first < squares.length; first += most) {
    goOn();
    const part = squares.slice(first, first + most);
    const batch = hiddenBatch(image, part);
    try {
      const outputs = await readTensors(() => {
        const pass = forwardPass(plan, layers, batch, testing);
        return plan.tasks.map(({ head }) => outputOf(pass, head));
      });
      for (const place of part.keys()) {
        losses.push(
          plan.tasks.map(({ kind }, task) => {
            const [output = new Float32Array(), target] = [outputs[task], image.targets[task]];
            const length = output.length / part.length;
            return target === undefined ? Number.NaN : exampleLoss(kind.loss, output.subarray(place * length, (place + 1) * length), target, kind.lossValues);
          }),
        );
      }
    } finally {
      disposeBatch(batch);
    }
  }
  return losses;
}

/** The image once for each square, with the mean of the data, which is 0, under it. */
function hiddenBatch({ name, shape: [, width, channels], inputs }: Image, squares: readonly (Square | undefined)[]): Batch {
  const given = inputs.map(({ name: own, shape, values }): readonly [string, Tensor] => {
    const all = new Float32Array(values.length * squares.length);
    for (const [place, square] of squares.entries()) {
      const start = place * values.length;
      all.set(values, start);
      if (square === undefined || own !== name) continue;
      for (const pixel of pixelsOf(square, width)) all.fill(0, start + pixel * channels, start + (pixel + 1) * channels);
    }
    return [own, tensor(all, [squares.length, ...shape])];
  });
  return { size: squares.length, inputs: Object.fromEntries(given), targets: [] };
}
