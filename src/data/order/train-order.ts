import { alternationOf } from '../../experiment/alternation';
import { batchSizeOf } from '../../experiment/context';
import type { Experiment } from '../../experiment/schema';
import { createBatchOrder, shardSizes, type BatchOrder } from './batch-order';
import type { TrainLabels } from '../labels';

/** The examples that a step takes. */
export interface StepExamples {
  /** Indices into the train images of the official split, [batch]. */
  readonly indices: Uint32Array;
  /** How many steps took batches of this order before: by this the moves of its images are drawn. */
  readonly round: number;
  /** The one task (its place) that the step is on; undefined for all. */
  readonly only: number | undefined;
}

/** Which train images each step takes: a pure function of the document, the shards and the step. */
export interface TrainOrder {
  of(step: number): StepExamples;
  /** The shards in the order in which training first needs them, from a step on. */
  shardsFrom(step: number): readonly number[];
}

/**
 * The order of a document's steps. Where tasks are trained alternately, each has batches of its own:
 * of the images that it has labels for, or of all where it has none. Tasks with labels for all images
 * see the same batch in the same round.
 * @param shards the prepared train images
 * @param train the images that are trained on, in rising order
 * @param labels per task, those that it is trained with
 */
export function createTrainOrder(
  experiment: Experiment,
  shards: readonly { readonly images: number }[],
  train: Uint32Array,
  labels: readonly TrainLabels[],
): TrainOrder {
  const sizes = shardSizes(shards, experiment.data.train);
  const orderOf = (images: Uint32Array): BatchOrder => {
    // Batches are ordered as if these images lay one behind another.
    const order = createBatchOrder(experiment.seed, keptOfShards(sizes, images), batchSizeOf(experiment));
    return { ...order, indicesOf: (step) => order.indicesOf(step).map((place) => images[place] ?? 0) };
  };
  const whole = orderOf(train);
  const turnOf = alternationOf(experiment);
  if (turnOf === undefined) {
    return { of: (step) => ({ indices: whole.indicesOf(step), round: step, only: undefined }), shardsFrom: (step) => whole.shardsFrom(step) };
  }
  const orders = labels.map((own) => {
    const labelled = own.all ? train : train.filter((index) => own.has(index));
    return labelled.length === 0 || labelled.length === train.length ? whole : orderOf(labelled);
  });
  const turn = (step: number) => {
    const { task, round } = turnOf(step);
    return { task, round, order: orders[task] ?? whole };
  };
  return {
    of: (step) => {
      const { task, round, order } = turn(step);
      return { indices: order.indicesOf(round), round, only: task };
    },
    shardsFrom: (step) => {
      const { order, round } = turn(step);
      return [...new Set([...order.shardsFrom(round), ...whole.shardsFrom(0)])];
    },
  };
}

/** How many of the given images, in rising order, lie in each of the shards of these sizes. */
function keptOfShards(sizes: readonly number[], images: Uint32Array): readonly number[] {
  let end = 0;
  let counted = 0;
  return sizes.map((size) => {
    end += size;
    const before = counted;
    while (counted < images.length && (images[counted] ?? 0) < end) counted += 1;
    return counted - before;
  });
}
