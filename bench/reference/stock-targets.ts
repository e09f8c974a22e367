import * as tf from '@tensorflow/tfjs';
import type { ReferenceNetwork } from '../messages';

type Task = ReferenceNetwork['tasks'][number];

/** Answers as they are recorded: the shape of one, and for whole numbers how many there are. */
interface TargetForm {
  readonly shape: readonly number[];
  readonly classes?: number;
}

const classOfExample = ({ outputShape: [classes = 1] }: Task): TargetForm => ({ shape: [], classes });
const asTheOutput = ({ outputShape }: Task): TargetForm => ({ shape: outputShape });

/** A loss that is not here has no reference, and does not compile. */
const forms: Readonly<Record<Task['loss'], (task: Task) => TargetForm>> = {
  'cross-entropy': classOfExample,
  mse: asTheOutput,
  mae: asTheOutput,
  huber: asTheOutput,
  giou: asTheOutput,
  iou: asTheOutput,
  'smooth-l1': asTheOutput,
  'pixel-cross-entropy': ({ outputShape: [height = 1, width = 1, channels = 1] }) => ({ shape: [height, width], classes: Math.max(2, channels) }),
  'binary-cross-entropy': ({ outputShape }) => ({ shape: outputShape, classes: 2 }),
  'cumulative-logits': ({ outputShape: [questions = 1] }) => ({ shape: [], classes: questions + 1 }),
};

/** How the answers of a task are recorded. */
export function targetForm(task: Task): TargetForm {
  return forms[task.loss](task);
}

/**
 * Answers [batch, …] as they are recorded → what the stock losses take: classes one-hot, levels as
 * one answer for each question "above it?", all else of the output's shape.
 */
export function targetFrom(task: Task, answers: tf.Tensor): tf.Tensor {
  const { classes } = targetForm(task);
  const [batch = 0] = answers.shape;
  if (task.loss === 'cumulative-logits') {
    const questions = tf.range(0, task.outputShape[0] ?? 0);
    return tf.cast(tf.greater(tf.reshape(answers, [batch, 1]), questions), 'float32');
  }
  if (classes === undefined || task.loss === 'binary-cross-entropy' || task.outputShape.at(-1) === 1) {
    return tf.reshape(answers, [batch, ...task.outputShape]);
  }
  return tf.cast(tf.oneHot(tf.cast(answers, 'int32'), classes), 'float32');
}
