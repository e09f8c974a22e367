import { add, concat, dispose, tidy, type Tensor, type Tensor1D } from '@tensorflow/tfjs-core';
import { classifierScores, scoreClassifier } from '../../domain/metrics/classifier-scores';
import type { Plan } from '../../plan/compile';
import type { Batch } from '../data/batch';
import { taskNotFinite } from '../step/not-finite';
import { coefficientsOf, mixingWeights, summedCoefficients } from './coefficients';
import { evaluateTasks, forwardPass, outputOf, type LayerWeights } from '../step/forward';
import type { ConfusionCounts } from '../../protocol/metrics';
import type { RunningTest, TestResult } from '../trainer-contract';

/** Nothing random happens outside training, so seed and step do not matter. */
export const testing = { training: false, seed: 0, step: 0, firstExample: 0 } as const;

/** What a part of a test leaves on the device. */
type TestedPart = {
  /**
   * [tasks + sums + coefficients that differ from image to image], with those of the parts before.
   */
  readonly accumulators: Tensor1D;
  /**
   * Of each classification the logits [examples, classes], and behind them its true classes
   * [examples].
   */
  readonly answers: Tensor[];
  /** Of the first part the coefficients that are weights, in one tensor; empty without any. */
  readonly weights: Tensor[];
};

/** A test of the weights that `layers` gives when a part is added. */
export function startTest(plan: Plan, layers: () => LayerWeights): RunningTest {
  let accumulators: Tensor1D | undefined;
  let images = 0;
  const answers: Promise<readonly Float32Array[]>[] = [];
  let weights: Promise<readonly Float32Array[]> | undefined;
  return {
    add: (batch) => {
      const before = accumulators;
      const part = testPart(plan, layers(), batch, before);
      before?.dispose();
      ({ accumulators } = part);
      images += batch.size;
      // Read part by part, so that the device keeps no more of a test than one.
      if (part.answers.length > 0) answers.push(beginReading(part.answers));
      if (part.weights.length > 0) weights = beginReading(part.weights);
    },
    finish: async () => {
      const { sums, ...result } = await readAccumulators(plan, accumulators, images);
      const coefficients = coefficientsOf(plan, (await weights)?.[0], sums.subarray(plan.sumsLength), images);
      return {
        ...result,
        sums: sums.slice(0, plan.sumsLength),
        ...(answers.length > 0 ? classificationsOf(plan, images, await Promise.all(answers)) : {}),
        ...(coefficients.length > 0 ? { coefficients } : {}),
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
    const answers = plan.tasks.flatMap(({ head, kind }, task): readonly Tensor[] => {
      const truth = batch.targets[task];
      return kind.target.classes.length > 0 && truth !== undefined ? [outputOf(pass, head).clone(), truth.clone()] : [];
    });
    return before === undefined ? { accumulators, answers, weights: mixingWeights(plan, layers) } : { accumulators: add(before, accumulators), answers, weights: [] };
  });
}

/** Of a test that is given up nobody waits for what the device may fail to give. */
function beginReading(tensors: readonly Tensor[]): Promise<readonly Float32Array[]> {
  const read = readAnswers(tensors);
  read.catch(() => undefined);
  return read;
}

/** One by one as they are: to join them first would take programs of its own. Frees them. */
async function readAnswers(answers: readonly Tensor[]): Promise<readonly Float32Array[]> {
  try {
    // Copies, since a backend may hand out its own memory.
    return await Promise.all(answers.map(async (tensor) => Float32Array.from(await tensor.data())));
  } finally {
    dispose([...answers]);
  }
}

/**
 * Reads the accumulators of a test over that many images and frees them; behind the sums of the
 * tasks come those of the coefficients.
 */
async function readAccumulators(plan: Plan, accumulators: Tensor1D | undefined, images: number): Promise<TestResult> {
  const tasks = plan.tasks.length;
  if (accumulators === undefined) {
    return { images, losses: new Float32Array(tasks).fill(Number.NaN), sums: new Float32Array(plan.sumsLength) };
  }
  const values = Float32Array.from(await accumulators.data());
  accumulators.dispose();
  const notFinite = taskNotFinite(plan, values);
  return {
    images,
    losses: values.subarray(0, tasks).map((loss) => loss / images),
    sums: values.slice(tasks),
    ...(notFinite === undefined ? {} : { notFinite }),
  };
}

/** Scores and confusions from the answers of every part, in the order of TestedPart. */
function classificationsOf(
  plan: Plan,
  images: number,
  parts: readonly (readonly Float32Array[])[],
): Required<Pick<TestResult, 'scores' | 'confusions'>> {
  const scores = new Float32Array(plan.tasks.length * classifierScores.length).fill(Number.NaN);
  const confusions: ConfusionCounts[] = [];
  const joined = (place: number, length: number): Float32Array => {
    const whole = new Float32Array(length);
    let done = 0;
    for (const part of parts) {
      const own = part[place] ?? new Float32Array();
      whole.set(own, done);
      done += own.length;
    }
    return whole;
  };
  let place = 0;
  for (const [task, { kind: { target } }] of plan.tasks.entries()) {
    const classes = target.classes.length;
    if (classes === 0) continue;
    const own = scoreClassifier(joined(place, images * classes), joined(place + 1, images), classes);
    scores.set(own.scores, task * classifierScores.length);
    confusions.push({ task, counts: own.confusion });
    place += 2;
  }
  return { scores, confusions };
}
