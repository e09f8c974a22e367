import { add, concat, dispose, tidy, type Tensor, type Tensor1D } from '@tensorflow/tfjs-core';
import type { TestDetails } from '../../domain/metrics/summary';
import type { TaskLayout } from '../../domain/metrics/task-metrics';
import { joinFloats } from '../../lib/join-floats';
import type { Plan } from '../../plan/compile';
import type { TestedTask } from '../../protocol/metrics';
import type { Batch } from '../data/batch';
import { certainMeasure, wholeTestMeasures } from '../measures/measures';
import { taskNotFinite } from '../step/not-finite';
import { coefficientsOf, mixingWeights, summedCoefficients } from './coefficients';
import { countedExamples, evaluateTasks, forwardPass, outputOf, type LayerWeights } from '../step/forward';
import type { RunningTest } from '../trainer-contract';

/** Nothing random happens outside training, so seed and step do not matter. */
export const testing = { training: false, seed: 0, step: 0, firstExample: 0 } as const;

/** What a part of a test leaves on the device. */
type TestedPart = {
  /**
   * [tasks + sums + coefficients that differ from image to image], with those of the parts before.
   */
  readonly accumulators: Tensor1D;
  /**
   * Per task, what its measure reads of its head and of the truth, and behind that the labels of the
   * examples where some have none; nothing for most.
   */
  readonly answers: Tensor[][];
  /** Of the first part the coefficients that are weights, in one tensor; empty without any. */
  readonly weights: Tensor[];
};

/** The same arrays, read. */
type ReadAnswers = readonly (readonly Float32Array[])[];

/** A test of the weights that `layers` gives when a part is added. */
export function startTest(plan: Plan, layers: () => LayerWeights): RunningTest {
  let accumulators: Tensor1D | undefined;
  let images = 0;
  const counts = plan.tasks.map(() => 0);
  const counted = plan.tasks.map(() => 0);
  const answers: Promise<ReadAnswers>[] = [];
  let weights: Promise<ReadAnswers> | undefined;
  return {
    add: (batch) => {
      const before = accumulators;
      const part = testPart(plan, layers(), batch, before);
      before?.dispose();
      ({ accumulators } = part);
      images += batch.size;
      for (const task of counts.keys()) counts[task] = (counts[task] ?? 0) + (batch.labelled?.[task] ?? batch.size);
      for (const [task, own] of countedExamples(plan, batch, batch.size).entries()) counted[task] = (counted[task] ?? 0) + own;
      // Read part by part, so that the device keeps no more of a test than one.
      if (part.answers.some((own) => own.length > 0)) answers.push(beginReading(part.answers, batch.labels?.map((labels) => labels !== undefined)));
      if (part.weights.length > 0) weights = beginReading([part.weights]);
    },
    finish: async () => {
      const values = accumulators === undefined ? new Float32Array(plan.tasks.length + plan.sumsLength) : await readOnce(accumulators);
      const notFinite = taskNotFinite(plan, values);
      const coefficients = coefficientsOf(plan, (await weights)?.[0]?.[0], values.subarray(plan.tasks.length + plan.sumsLength), images);
      return {
        images,
        tasks: testedTasks(plan, values, { counts, counted }, await Promise.all(answers)),
        ...(coefficients.length > 0 ? { coefficients } : {}),
        ...(notFinite === undefined ? {} : { notFinite }),
      };
    },
    cancel: () => accumulators?.dispose(),
  };
}

function testPart(plan: Plan, layers: LayerWeights, batch: Batch, before: Tensor1D | undefined): TestedPart {
  return tidy(() => {
    const pass = forwardPass(plan, layers, batch, testing);
    // With a total of 1 a loss is the sum over the examples, which adds up over batches of any
    // size.
    const { accumulators: ofTasks } = evaluateTasks(plan, pass, batch, 1);
    const ofImages = summedCoefficients(plan, pass);
    const accumulators = ofImages.length === 0 ? ofTasks : concat([ofTasks, ...ofImages]);
    const certain = plan.tasks.find(({ kind }) => kind.measure === certainMeasure);
    const logits = certain && outputOf(pass, certain.head);
    const answers = plan.tasks.map(({ head, kind }, task): Tensor[] => {
      const truth = batch.targets[task];
      const read = truth === undefined ? undefined : wholeTestMeasures[kind.measure]?.read(outputOf(pass, head), truth, logits);
      const labels = batch.labels?.[task];
      return read === undefined ? [] : [...read, ...(labels === undefined ? [] : [labels])].map((tensor) => tensor.clone());
    });
    return before === undefined ? { accumulators, answers, weights: mixingWeights(plan, layers) } : { accumulators: add(before, accumulators), answers, weights: [] };
  });
}

/**
 * Of a test that is given up nobody waits for what the device may fail to give. `labelled`: of which
 * tasks the last array is that of the labels; their other arrays then are of labelled examples alone.
 */
function beginReading(tensors: readonly (readonly Tensor[])[], labelled: readonly boolean[] = []): Promise<ReadAnswers> {
  const read = readAnswers(tensors).then((answers) => answers.map((own, task) => (labelled[task] === true ? ofLabelled(own) : own)));
  read.catch(() => undefined);
  return read;
}

/** Arrays [examples, …], of which the last has 1 for each labelled example, without the others. */
function ofLabelled(arrays: readonly Float32Array[]): readonly Float32Array[] {
  const labels = arrays.at(-1);
  if (labels === undefined) return arrays;
  return arrays.slice(0, -1).map((values) => {
    const size = values.length / labels.length;
    return values.filter((_, place) => labels[Math.floor(place / size)] === 1);
  });
}

/** One by one as they are: to join them first would take programs of its own. Frees them. */
async function readAnswers(answers: readonly (readonly Tensor[])[]): Promise<ReadAnswers> {
  try {
    // Copies, since a backend may hand out its own memory.
    return await Promise.all(answers.map((own) => Promise.all(own.map(async (tensor) => Float32Array.from(await tensor.data())))));
  } finally {
    dispose(answers.flat());
  }
}

async function readOnce(tensor: Tensor1D): Promise<Float32Array> {
  const values = Float32Array.from(await tensor.data());
  tensor.dispose();
  return values;
}

/**
 * Every task's part of a test.
 * @param values [tasks + sums …] the losses and then the sums, added up
 * @param counts [tasks] over how many examples; `counted`: what they count in the loss
 * @param parts the answers of every part of the test
 */
function testedTasks(plan: Plan, values: Float32Array, { counts, counted }: Readonly<Record<'counts' | 'counted', readonly number[]>>, parts: readonly ReadAnswers[]): readonly TestedTask[] {
  let read = plan.tasks.length;
  return plan.layout.map((layout, task) => {
    const count = counts[task] ?? 0;
    const details = parts.length === 0 ? undefined : detailsOf(layout, parts.map((part) => part[task] ?? []));
    return {
      // In single precision, like the sum that it is of.
      loss: Math.fround((values[task] ?? Number.NaN) / (counted[task] ?? 0)),
      count,
      sums: values.slice(read, (read += layout.sums)),
      ...(details === undefined ? {} : { details }),
    };
  });
}

/** What a measure makes of the arrays of one task, those of all parts joined. */
function detailsOf({ measure, outputSize }: TaskLayout, parts: ReadAnswers): TestDetails | undefined {
  const whole = (parts[0] ?? []).map((_, place) => joinFloats(parts.map((part) => part[place] ?? new Float32Array())));
  return wholeTestMeasures[measure]?.details(whole, outputSize);
}
