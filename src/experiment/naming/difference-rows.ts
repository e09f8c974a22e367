import type { Experiment } from '../schema';
import { differencesBetween } from './differences';
import { fieldLabel, valueLabel } from './labels';
import type { Phrase, PhrasePart } from './phrase';
import { differencePhrases } from './run-name';

/** One difference of two documents: a field with both values, or what cannot be told so in words. */
export type DifferenceRow =
  | { readonly kind: 'field'; readonly field: PhrasePart; readonly before: PhrasePart; readonly after: PhrasePart }
  | { readonly kind: 'words'; readonly words: Phrase };

/** All that differs from one document to another for a training, field by field. */
export function differenceRows(before: Experiment, after: Experiment): readonly DifferenceRow[] {
  return differencesBetween(before, after).flatMap((difference): readonly DifferenceRow[] => {
    if (difference.kind === 'field') {
      const { path, before: from, after: to } = difference;
      return [{ kind: 'field', field: fieldLabel(after, path), before: valueLabel(before, path, from), after: valueLabel(after, path, to) }];
    }
    if (difference.kind === 'weights') {
      return difference.changes.map((change) => ({ kind: 'field', field: fieldLabel(after, `tasks.${change.task}.weight`), before: change.before, after: change.after }));
    }
    return differencePhrases(before, after, difference).map((words) => ({ kind: 'words', words }));
  });
}
