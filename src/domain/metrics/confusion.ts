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

/** Scores of one class, 0 to 1, each NaN where it is 0 / 0. */
interface ClassScores extends MacroScores {
  /** Examples that are of the class, and examples that were answered with it. */
  readonly isTrue: number;
  readonly isPredicted: number;
}

/**
 * Precision, recall and F1 of each class of a confusion matrix: tp / (tp + fp), tp / (tp + fn), 2 tp
 * / (2 tp + fp + fn).
 * @param counts [classes][classes], row = true class, row after row
 */
export function classScores(counts: ArrayLike<number>, classes: number): readonly ClassScores[] {
  return Array.from({ length: classes }, (_, one) => {
    const right = counts[one * classes + one] ?? 0;
    let [isTrue, isPredicted] = [0, 0];
    for (let other = 0; other < classes; other += 1) {
      isTrue += counts[one * classes + other] ?? 0;
      isPredicted += counts[other * classes + one] ?? 0;
    }
    return { isTrue, isPredicted, precision: right / isPredicted, recall: right / isTrue, f1: (2 * right) / (isTrue + isPredicted) };
  });
}

/**
 * Macro precision, recall and F1 of a confusion matrix: the means of those of its classes. A class
 * that is neither true nor predicted anywhere is left out; one that is only true or only predicted
 * counts with 0 where its quotient is 0 / 0 (scikit-learn's average="macro", zero_division=0). NaN
 * for an empty matrix.
 * @param counts [classes][classes], row = true class, row after row
 */
export function macroScores(counts: ArrayLike<number>, classes: number): MacroScores {
  const present = classScores(counts, classes).filter(({ isTrue, isPredicted }) => isTrue + isPredicted > 0);
  const mean = (score: keyof MacroScores) => present.reduce((sum, own) => sum + (own[score] || 0), 0) / present.length;
  return { precision: mean('precision'), recall: mean('recall'), f1: mean('f1') };
}
