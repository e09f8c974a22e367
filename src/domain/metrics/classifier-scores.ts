import { oneVersusRest } from './area-under-curve';
import { confusionMatrix, macroScores, type MacroScores } from './confusion';

/** What a whole test says of a classification: scores from 0 to 1, and the counts behind them. */
export interface ClassifierResult extends MacroScores {
  /** The mean over the classes of the one-vs-rest area under the ROC curve. */
  readonly auc: number;
  /** [classes][classes] how many examples of each true class (row) got each answer (column). */
  readonly confusion: Uint32Array;
}

/**
 * Macro precision, recall and F1, one-vs-rest AUC, and the confusion matrix of a whole test. The
 * answer to an example is its largest logit; ties go to the first. NaN where a score is undefined,
 * and all of them, with counts of 0, where a true class is none (a device that compiles ahead
 * computes nothing, and leaves whatever was there).
 * @param logits [examples][classes], row after row
 * @param truth [examples] true classes
 */
export function scoreClassifier(logits: Float32Array, truth: Float32Array, classes: number): ClassifierResult {
  if (!truth.every((one) => Number.isInteger(one) && one >= 0 && one < classes))
    return { precision: Number.NaN, recall: Number.NaN, f1: Number.NaN, auc: Number.NaN, confusion: new Uint32Array(classes * classes) };
  const predicted = new Uint32Array(truth.length);
  const probabilities = new Float64Array(truth.length * classes);
  for (let example = 0; example < truth.length; example += 1) {
    const row = logits.subarray(example * classes, (example + 1) * classes);
    const most = Math.max(...row);
    predicted[example] = Math.max(0, row.indexOf(most));
    // In double precision: in single, all who are nearly certain would be equally so.
    const powers = Array.from(row, (logit) => Math.exp(logit - most));
    const sum = powers.reduce((total, power) => total + power, 0);
    probabilities.set(powers.map((power) => power / sum), example * classes);
  }
  const confusion = confusionMatrix(truth, predicted, classes);
  return { ...macroScores(confusion, classes), auc: oneVersusRest(probabilities, truth, classes), confusion: Uint32Array.from(confusion) };
}

/**
 * The probability of the class that each example is given: the largest that softmax makes of its
 * logits.
 * @param logits [examples][classes], row after row
 */
export function largestProbabilities(logits: Float32Array, examples: number): Float64Array {
  const classes = logits.length / examples;
  return Float64Array.from({ length: examples }, (_, example) => {
    const row = logits.subarray(example * classes, (example + 1) * classes);
    const most = Math.max(...row);
    return 1 / row.reduce((sum, logit) => sum + Math.exp(logit - most), 0);
  });
}
