import { boundsOf, commonBox, type Box } from '../../lib/box';
import { flagOf, numberOf, type ParameterValues } from '../parameters';
import { lossKind, type LossId } from './losses';

/**
 * A task's loss of one example, on plain numbers.
 * @param output what the head gives of it, in front of any softmax or sigmoid, row after row
 * @param target what the loss takes (`encode` of the target): one index, or numbers
 */
type ExampleLoss = (output: ArrayLike<number>, target: ArrayLike<number>, values: ParameterValues) => number;

/** A new loss does not compile until it is here. */
const losses: Readonly<Record<LossId, ExampleLoss>> = {
  'cross-entropy': (output, target, values) => {
    const smoothing = numberOf(lossKind('cross-entropy').parameters, values, 'labelSmoothing');
    const normaliser = logSumExp(output, 0, output.length);
    const mean = meanOver(output.length, (place) => output[place] ?? Number.NaN);
    return normaliser - (1 - smoothing) * (output[target[0] ?? -1] ?? Number.NaN) - smoothing * mean;
  },
  mse: (output, target, values) => meanError(output, target, (error) => error ** 2) * (flagOf(lossKind('mse').parameters, values, 'half') ? 0.5 : 1),
  mae: (output, target) => meanError(output, target, Math.abs),
  huber: (output, target, values) => meanError(output, target, huberOf(numberOf(lossKind('huber').parameters, values, 'delta'))),
  'smooth-l1': (output, target, values) => {
    const beta = numberOf(lossKind('smooth-l1').parameters, values, 'beta');
    return meanError(Array.from(output, sigmoid), target, huberOf(beta)) / beta;
  },
  iou: (output, target) => 1 - overlapOf(output, target).iou,
  giou: (output, target) => {
    const { iou, union, hull } = overlapOf(output, target);
    return 1 - iou + (hull - union) / hull;
  },
  'pixel-cross-entropy': (output, target, values) => {
    const share = numberOf(lossKind('pixel-cross-entropy').parameters, values, 'dice');
    const ofPixels = share === 1 ? 0 : pixelCrossEntropy(output, target);
    return (1 - share) * ofPixels + (share === 0 ? 0 : share * softDice(output, target));
  },
  'binary-cross-entropy': binaryCrossEntropy,
  'cumulative-logits': (output, target) => binaryCrossEntropy(output, Array.from(output, (_, level) => Number((target[0] ?? Number.NaN) > level))),
};

/**
 * The loss of one example as training has it, before task weights, class weights and penalties:
 * what `engine/losses` adds up. NaN where an output or the target is.
 * @param output what the head gives, row after row, in front of any softmax or sigmoid
 * @param target what the loss takes: one index, or numbers
 * @param values the loss' parameters; what is left out has its default
 */
export function exampleLoss(loss: LossId, output: ArrayLike<number>, target: ArrayLike<number>, values: ParameterValues): number {
  return losses[loss](output, target, values);
}

function sigmoid(logit: number): number {
  return 1 / (1 + Math.exp(-logit));
}

/** log Σ exp of some numbers from a place on, without overflow. */
function logSumExp(values: ArrayLike<number>, first: number, length: number): number {
  let most = Number.NEGATIVE_INFINITY;
  for (let place = first; place < first + length; place += 1) most = Math.max(most, values[place] ?? Number.NaN);
  let sum = 0;
  for (let place = first; place < first + length; place += 1) sum += Math.exp((values[place] ?? Number.NaN) - most);
  return most + Math.log(sum);
}

function meanOver(count: number, valueOf: (place: number) => number): number {
  let sum = 0;
  for (let place = 0; place < count; place += 1) sum += valueOf(place);
  return sum / count;
}

function meanError(output: ArrayLike<number>, target: ArrayLike<number>, of: (error: number) => number): number {
  return meanOver(output.length, (place) => of((output[place] ?? Number.NaN) - (target[place] ?? Number.NaN)));
}

/** Huber's function of an error: ½ e² up to δ, δ (|e| − ½ δ) beyond. */
function huberOf(delta: number): (error: number) => number {
  return (error) => (Math.abs(error) <= delta ? 0.5 * error ** 2 : delta * (Math.abs(error) - delta / 2));
}

/** The mean of log(1 + exp(z)) − z y over the logits z. */
function binaryCrossEntropy(output: ArrayLike<number>, target: ArrayLike<number>): number {
  return meanOver(output.length, (place) => {
    const logit = output[place] ?? Number.NaN;
    return Math.max(logit, 0) - logit * (target[place] ?? Number.NaN) + Math.log1p(Math.exp(-Math.abs(logit)));
  });
}

/** The mean over the pixels, of two classes with one logit a pixel or of as many as there are logits. */
function pixelCrossEntropy(output: ArrayLike<number>, target: ArrayLike<number>): number {
  const classes = output.length / target.length;
  if (classes === 1) return binaryCrossEntropy(output, target);
  return meanOver(target.length, (pixel) => logSumExp(output, pixel * classes, classes) - (output[pixel * classes + (target[pixel] ?? -1)] ?? Number.NaN));
}

/** 1 − (2 Σ p y + 1) / (Σ p + Σ y + 1), the mean over the classes but the background, which is class 0. */
function softDice(output: ArrayLike<number>, target: ArrayLike<number>): number {
  const logits = output.length / target.length;
  const classes = Math.max(2, logits);
  const probability = (pixel: number, of: number) =>
    logits === 1 ? sigmoid(output[pixel] ?? Number.NaN) : Math.exp((output[pixel * classes + of] ?? Number.NaN) - logSumExp(output, pixel * classes, classes));
  return meanOver(classes - 1, (place) => {
    let [both, sum] = [0, 0];
    for (let pixel = 0; pixel < target.length; pixel += 1) {
      const guessed = probability(pixel, place + 1);
      const there = Number(target[pixel] === place + 1);
      both += guessed * there;
      sum += guessed + there;
    }
    return 1 - (2 * both + 1) / (sum + 1);
  });
}

function overlapOf(output: ArrayLike<number>, target: ArrayLike<number>): { readonly iou: number; readonly union: number; readonly hull: number } {
  const [own, other] = [boxOf(Array.from(output, sigmoid)), boxOf(target)];
  const area = ({ width, height }: Box) => width * height;
  const common = area(commonBox(own, other));
  const union = area(own) + area(other) - common;
  return { iou: common / union, union, hull: area(boundsOf([own, other])) };
}

/** A box of its centre and its size. */
function boxOf(numbers: ArrayLike<number>): Box {
  const [x = Number.NaN, y = Number.NaN, width = Number.NaN, height = Number.NaN] = Array.from(numbers);
  return { x: x - width / 2, y: y - height / 2, width, height };
}
