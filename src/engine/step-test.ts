import { add, dispose, tidy, type Tensor, type Tensor1D } from '@tensorflow/tfjs-core';
import { classifierScores, scoreClassifier } from '../domain/metrics/classifier-scores';
import type { Plan } from './compile';
import type { Batch } from './data/batch';
import { evaluateTasks, forwardPass, outputOf, type LayerWeights } from './step-forward';
import type { RunningTest, TestResult } from './trainer-contract';

/** Nothing random happens outside training, so seed and step do not matter. */
export const testing = { training: false, seed: 0, step: 0, firstExample: 0 } as const;

/** What a part of a test leaves on the device. */
type TestedPart = {
  /** [tasks + sums], with those of the parts before. */
  readonly figures: Tensor1D;
  /** Of each classification the logits [examples, classes], and behind them its true classes [examples]. */
  readonly answers: Tensor[];
};

/** A test of the weights that `layers` gives when a part is added. */
export function startTest(plan: Plan, layers: () => LayerWeights): RunningTest {
  let figures: Tensor1D | undefined;
  let images = 0;
  const answers: Promise<readonly Float32Array[]>[] = [];
  return {
    add: (batch) => {
      const before = figures;
      const part = testPart(plan, layers(), batch, before);
      before?.dispose();
      ({ figures } = part);
      images += batch.size;
      if (part.answers.length === 0) return;
      // Read part by part, so that the device keeps no more of a test than one.
      const read = readAnswers(part.answers);
      // Of a test that is given up nobody waits for what the device may fail to give.
      read.catch(() => undefined);
      answers.push(read);
    },
    finish: async () => {
      const result = await readFigures(plan, figures, images);
      return answers.length === 0 ? result : { ...result, scores: scoresOf(plan, images, await Promise.all(answers)) };
    },
    cancel: () => figures?.dispose(),
  };
}

function testPart(plan: Plan, layers: LayerWeights, batch: Batch, before: Tensor1D | undefined): TestedPart {
  return tidy(() => {
    const pass = forwardPass(plan, layers, batch, testing);
    // With a total of 1 a loss is the sum over the examples, which adds up over batches of any size.
    const { figures } = evaluateTasks(plan, pass, batch, 1);
    const answers = plan.tasks.flatMap(({ head, kind }, task): readonly Tensor[] => {
      const truth = batch.targets[task];
      return kind.target.kind === 'classes' && truth !== undefined ? [outputOf(pass, head).clone(), truth.clone()] : [];
    });
    return { figures: before === undefined ? figures : add(before, figures), answers };
  });
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

/** Reads the figures of a test over that many images and frees them. */
async function readFigures(plan: Plan, figures: Tensor1D | undefined, images: number): Promise<TestResult> {
  const tasks = plan.tasks.length;
  if (figures === undefined) {
    return { images, losses: new Float32Array(tasks).fill(Number.NaN), sums: new Float32Array(plan.sumsLength) };
  }
  const values = Float32Array.from(await figures.data());
  figures.dispose();
  return { images, losses: values.subarray(0, tasks).map((loss) => loss / images), sums: values.slice(tasks) };
}

/** [tasks, 4] from the answers of every part, in the order of TestedPart. */
function scoresOf(plan: Plan, images: number, parts: readonly (readonly Float32Array[])[]): Float32Array {
  const scores = new Float32Array(plan.tasks.length * classifierScores.length).fill(Number.NaN);
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
    if (target.kind !== 'classes') continue;
    const classes = target.classes.length;
    const own = scoreClassifier(joined(place, images * classes), joined(place + 1, images), classes);
    scores.set(own, task * classifierScores.length);
    place += 2;
  }
  return scores;
}
