import { describe, expect, it } from 'vitest';
import type { Experiment } from '../../experiment/schema';
import { fetchOf, tinyExperiment, tinyFiles, tinyShard } from '../testing/tiny-data';
import { startSession } from '../testing/test-session';
import { viewOfData, viewOfTraining } from './data-view';
import { imagesOf } from '../../domain/datasets/dataset';
import { datasetById } from '../../domain/datasets/datasets';
import { createBatchOrder } from '../../data/order/batch-order';
import { useBackend } from '../backend/node-backends';
import { disposeBatch } from '../data/batch';
import { createExperimentData } from '../data/experiment-data';
import { openData } from '../data/open-data';
import { imagesOf as batchImages } from '../testing/images-of';

const taskOf = (kind: Experiment['tasks'][number]['kind'], colour: number) => ({ id: kind, kind, colour, weight: 1 });

async function viewOf(experiment: Pick<Experiment, 'data' | 'tasks'>, split: 'train' | 'test' = 'train', shown = 5) {
  const store = await openData(experiment.data, fetchOf(tinyFiles([40, 20], [20])), () => Promise.resolve());
  if (!store.ok) throw new Error(store.error.code);
  const view = await viewOfData({ document: experiment, split, shown }, store.value);
  if (!view.ok) throw new Error(view.error.code);
  return view.value;
}

describe('a look at data', () => {
  it('has the first images with their answers, and counts those of the first file', async () => {
    const { examples, counted, spreads, association } = await viewOf({ data: tinyExperiment.data, tasks: [taskOf('digit', 0), taskOf('parity', 1), taskOf('ink', 2), taskOf('reconstruction', 3)] });
    expect(counted).toBe(40);
    expect(examples.map(({ answers }) => answers.slice(0, 2).map((own) => own?.[0]))).toEqual([[0, 0], [1, 1], [2, 0], [3, 1], [4, 0]]);
    expect(examples[3]?.pixels).toEqual(tinyShard(0, 40).images.slice(3 * 784, 4 * 784));
    expect(examples[3]?.pieces).toEqual([]);
    expect(examples[3]?.answers[3]).toHaveLength(784);
    expect(spreads).toMatchObject([{ kind: 'counts', counts: Array(10).fill(4) }, { counts: [20, 20] }, { kind: 'numbers' }, { kind: 'none' }]);
    const ink = spreads[2];
    if (ink?.kind !== 'numbers') throw new Error('ink is a number');
    expect(ink.lowest).toBeLessThan(ink.mean);
    expect(ink.mean).toBeLessThan(ink.highest);
    // The digit tells its parity, φ² = 1, less 9 / 39, over 1 − 1 / 39; pictures go with nothing.
    const told = Math.sqrt((1 - 9 / 39) / (1 - 1 / 39));
    expect(association[0]?.[1]).toBeCloseTo(told, 6);
    expect(association[1]?.[0]).toBeCloseTo(told, 6);
    expect(association[0]?.[3]).toBeNaN();
  });

  it('has the images that one of a derived set was made of, and no more than the document uses', async () => {
    const data: Experiment['data'] = { ...tinyExperiment.data, dataset: 'multi-mnist', train: 12 };
    const { examples, counted, spreads } = await viewOf({ data, tasks: [taskOf('left-digit', 0), taskOf('right-image', 1)] }, 'train', 20);
    expect([counted, examples.length]).toEqual([12, 12]);
    expect(examples[7]?.pieces[0]).toEqual(tinyShard(0, 40).images.slice(7 * 784, 8 * 784));
    expect([...(examples[7]?.answers[1] ?? [])]).toEqual(Array.from(examples[7]?.pieces[1] ?? [], (byte) => expect.closeTo(byte / 255, 6)));
    expect(spreads[1]).toEqual({ kind: 'none' });
  });

  it('is answered by a worker that holds no run, of another set than that of the run too', async () => {
    const session = startSession();
    const { dataUrl } = session.preparation('a', tinyExperiment);
    const asked = { document: { data: { ...tinyExperiment.data, dataset: 'drawing-styles' as const }, tasks: [taskOf('style', 0)] }, split: 'test' as const, shown: 3, dataUrl };
    expect(await session.ask('view-data', asked)).toMatchObject({ type: 'reply', value: { counted: 20, spreads: [{ counts: [4, 4, 4, 4, 4] }] } });
    const own: Experiment['data'] = { ...tinyExperiment.data, dataset: 'own', own: { fingerprint: 'ab'.repeat(32), name: 'x.zip', train: 9, test: 9, mirrors: false, fields: { image: { kind: 'image', shape: [8, 8, 1], mean: [0], deviation: [1] } } } };
    expect(await session.ask('view-data', { ...asked, document: { data: own, tasks: [taskOf('reconstruction', 0)] } })).toMatchObject({ type: 'refusal', problem: { code: 'data-not-here' } });
  });
});

describe('a look at training', () => {
  const augmentation = { shift: 1, flip: false, rotate: 20, zoom: 0, contrast: 0.2, brightness: 0.1, crop: 0.2, noise: 0.1, cutout: 0.3 };
  const hunt: Experiment = {
    ...tinyExperiment,
    data: { dataset: 'digit-hunt', train: 60, test: 20, validation: 0, augmentation },
    tasks: [{ ...taskOf('digit', 0), labels: { noise: 0.5 } }, { ...taskOf('box', 1), labels: { missing: 0.5 } }, taskOf('mask', 2), taskOf('reconstruction', 3)],
    training: { ...tinyExperiment.training, batchSize: 8 },
  };

  async function storeOf(experiment: Experiment) {
    const store = await openData(experiment.data, fetchOf(tinyFiles([40, 20], [20])), () => Promise.resolve());
    if (!store.ok) throw new Error(store.error.code);
    return store.value;
  }

  async function trainingOf(experiment: Experiment, first: number, shown: number) {
    const view = await viewOfTraining({ document: experiment, first, shown }, await storeOf(experiment));
    if (!view.ok) throw new Error(view.error.code);
    return view.value;
  }

  it('has the images, boxes, masks and labels that the steps train on, over the ends of batches', async () => {
    await useBackend('wasm');
    const seen = await trainingOf(hunt, 5, 16);
    expect(seen).toHaveLength(16);
    const data = createExperimentData(hunt, await storeOf(hunt));
    if (!data.ok) throw new Error(data.error.code);
    const { mean, deviation } = imagesOf(datasetById('digit-hunt'));
    for (const [at, { pixels, answers }] of seen.entries()) {
      const [step, place] = [Math.floor((5 + at) / 8), (5 + at) % 8];
      await data.value.ready(step);
      const [batch] = data.value.batches(step, 8);
      if (batch === undefined) throw new Error('no batch');
      const trained = async (from: (typeof batch.targets)[number] | undefined) => {
        const all = await from?.data();
        return all?.slice((place * all.length) / 8, ((place + 1) * all.length) / 8);
      };
      const [image, digit, box, mask, drawn, known] = await Promise.all([batchImages(batch), ...batch.targets, batch.labels?.[1]].map(trained));
      const off = Array.from(pixels, (byte, pixel) => Math.abs((image?.[pixel] ?? Number.NaN) * (deviation[0] ?? 1) * 255 + (mean[0] ?? 0) * 255 - byte));
      expect(Math.max(...off)).toBeLessThan(0.51);
      expect(Math.max(...Array.from(answers[3] ?? [], (pixel, index) => Math.abs(pixel - (drawn?.[index] ?? Number.NaN))))).toBeLessThan(0.51 / 255);
      expect([...(answers[0] ?? [])]).toEqual([...(digit ?? [])]);
      expect([...(answers[2] ?? [])]).toEqual([...(mask ?? [])]);
      expect(answers[1] === undefined).toBe(known?.[0] === 0);
      const [x = 0, y = 0, width = 0, height = 0] = box ?? [];
      const sides = [x - width / 2, y - height / 2, x + width / 2, y + height / 2].map((share) => expect.closeTo(40 * share, 3));
      if (answers[1] !== undefined) expect([...answers[1]]).toEqual(sides);
      disposeBatch(batch);
    }
    data.value.free();
    expect(seen.some(({ answers }) => answers[1] === undefined)).toBe(true);
  });

  it('is that of another epoch further on, and has the images as they are where nothing is changed', async () => {
    const { augmentation: _, ...data } = hunt.data;
    const plain: Experiment = { ...hunt, data: { ...data, dataset: 'mnist' }, tasks: [taskOf('digit', 0)] };
    const seen = await trainingOf(plain, 0, 60);
    const order = createBatchOrder(plain.seed, [40, 20], 8);
    const indices = [0, 1, 2, 3, 4, 5, 6, 7].flatMap((step) => [...order.indicesOf(step)]).slice(0, 60);
    const bytesAt = (index: number) => (index < 40 ? tinyShard(0, 40).images.slice(index * 784, (index + 1) * 784) : tinyShard(40, 20).images.slice((index - 40) * 784, (index - 39) * 784));
    expect(seen.map(({ pixels }) => pixels)).toEqual(indices.map(bytesAt));
    const moved: Experiment = { ...plain, data: { ...plain.data, augmentation } };
    expect(await trainingOf(moved, 0, 4)).not.toEqual(await trainingOf(moved, 60, 4));
    expect(await trainingOf(moved, 60, 4)).toEqual(await trainingOf(moved, 60, 4));
  });

  it('is answered by a worker without a run, and refused where there are too few images', async () => {
    const session = startSession();
    const { dataUrl } = session.preparation('a', tinyExperiment);
    const asked = { document: tinyExperiment, first: 3, shown: 2, dataUrl };
    const answer = await session.ask('view-training', asked);
    expect(answer).toMatchObject({ type: 'reply', value: [{ answers: expect.anything() }, {}] });
    const many = { ...tinyExperiment, data: { ...tinyExperiment.data, train: 9000 } };
    expect(await session.ask('view-training', { ...asked, document: many })).toMatchObject({ type: 'refusal', problem: { code: 'too-few-images' } });
  });
});
