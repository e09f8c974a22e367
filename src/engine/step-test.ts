import { add, cast, concat, reshape, tidy, type Tensor1D } from '@tensorflow/tfjs-core';
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
  /** Of each classification the logits [examples, classes] and then the true classes [examples], one after another; undefined without any. */
  readonly answers: Tensor1D | undefined;
};

/** A test of the weights that `layers` gives when a part is added. */
export function startTest(plan: Plan, layers: () => LayerWeights): RunningTest {
  let figures: Tensor1D | undefined;
  let images = 0;
  const answers: Promise<Float32Array>[] = [];
  return {
    add: (batch) => {
      const before = figures;
      const part = testPart(plan, layers(), batch, before);
      before?.dispose();
      ({ figures } = part);
      images += batch.size;
      if (part.answers === undefined) return;
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
    const answers = plan.tasks.flatMap(({ head, kind }, task): readonly Tensor1D[] => {
      const truth = batch.targets[task];
      if (kind.target.kind !== 'classes' || truth === undefined) return [];
      const logits = outputOf(pass, head);
      return [reshape(logits, [logits.size]), cast(reshape(truth, [batch.size]), 'float32')];
    });
    return {
      figures: before === undefined ? figures : add(before, figures),
      answers: answers.length === 0 ? undefined : concat(answers),
    };
  });
}

async function readAnswers(answers: Tensor1D): Promise<Float32Array> {
  try {
    // A copy, since a backend may hand out its own memory.
    return Float32Array.from(await answers.data());
  } finally {
    answers.dispose();
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

/** [tasks, 4] from the answers of every part, laid out as in TestedPart. */
function scoresOf(plan: Plan, images: number, parts: readonly Float32Array[]): Float32Array {
  const count = classifierScores.length;
  const scores = new Float32Array(plan.tasks.length * count).fill(Number.NaN);
  const classesOf = plan.tasks.map(({ kind: { target } }) => (target.kind === 'classes' ? target.classes.length : 0));
  const perImage = classesOf.reduce((sum, classes) => sum + (classes === 0 ? 0 : classes + 1), 0);
  let before = 0;
  for (const [task, classes] of classesOf.entries()) {
    if (classes === 0) continue;
    const logits = new Float32Array(images * classes);
    const truth = new Float32Array(images);
    let done = 0;
    for (const part of parts) {
      const size = part.length / perImage;
      const own = part.subarray(size * before, size * (before + classes + 1));
      logits.set(own.subarray(0, size * classes), done * classes);
      truth.set(own.subarray(size * classes), done);
      done += size;
    }
    scores.set(scoreClassifier(logits, truth, classes), task * count);
    before += classes + 1;
  }
  return scores;
}
