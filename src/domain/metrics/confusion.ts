/** Scores of a classifier, each the plain mean of those of its classes, 0 to 1. */
export interface MacroScores {
  readonly precision: number;
  readonly recall: number;
  readonly f1: number;
}

/**
 * Counts of answers: row = true class, column = predicted class, [classes][classes], row after row.
 * Throws for lists of different lengths and for a class that does not exist, since a count that is
 * left out would change every score.
 */
export function confusionMatrix(truth: ArrayLike<number>, predicted: ArrayLike<number>, classes: number): Float64Array {
  if (truth.length !== predicted.length) throw new Error(`${truth.length} true classes for ${predicted.length} answers`);
  const counts = new Float64Array(classes * classes);
  for (let example = 0; example < truth.length; example += 1) {
    const [row, column] = [truth[example] ?? -1, predicted[example] ?? -1];
    if (!isClass(row, classes) || !isClass(column, classes)) throw new Error(`example ${example} has a class outside 0 to ${classes - 1}`);
    const place = row * classes + column;
    counts[place] = (counts[place] ?? 0) + 1;
  }
  return counts;
}

function isClass(index: number, classes: number): boolean {
  return Number.isInteger(index) && index >= 0 && index < classes;
}

/**
 * Macro precision, recall and F1 of a confusion matrix: of each class tp / (tp + fp), tp / (tp +
 * fn), 2 tp / (2 tp + fp + fn), and their means. A class that is neither true nor predicted
 * anywhere is left out; one that is only true or only predicted counts with 0 where its quotient is
 * 0 / 0 (scikit-learn's average="macro", zero_division=0). NaN for an empty matrix.
 * @param counts [classes][classes], row = true class, row after row
 */
export function macroScores(counts: ArrayLike<number>, classes: number): MacroScores {
  const sums = { precision: 0, recall: 0, f1: 0 };
  let present = 0;
  for (let one = 0; one < classes; one += 1) {
    const right = counts[one * classes + one] ?? 0;
    let [isTrue, isPredicted] = [0, 0];
    for (let other = 0; other < classes; other += 1) {
      isTrue += counts[one * classes + other] ?? 0;
      isPredicted += counts[other * classes + one] ?? 0;
    }
    if (isTrue + isPredicted === 0) continue;
    present += 1;
    sums.precision += isPredicted === 0 ? 0 : right / isPredicted;
    sums.recall += isTrue === 0 ? 0 : right / isTrue;
    sums.f1 += (2 * right) / (isTrue + isPredicted);
  }
  return { precision: sums.precision / present, recall: sums.recall / present, f1: sums.f1 / present };
}
