import type { ClassName } from '../../../domain/datasets/dataset';
import { className } from '../tasks/task-names';
import type { Texts } from '../texts/use-text';
import type { TaskAnswer } from './task-answer';

/** An answer as a sentence, for those who do not see the picture; undefined before the first. */
export function verdictSentence({ t, language, format }: Pick<Texts, 't' | 'language' | 'format'>, { task: { name: task }, verdict }: TaskAnswer): string | undefined {
  const name = (of: ClassName) => className(of, language);
  const list = (tags: readonly ClassName[]) => (tags.length === 0 ? t('predictions.noTags') : tags.map(name).join(' '));
  const numbers = (values: readonly number[]) => values.map((value) => format.fixed(value, 3)).join(' ');
  switch (verdict?.kind) {
    case 'class': {
      const params = { task, answer: name(verdict.answer), confidence: format.percent(verdict.confidence, 0), truth: name(verdict.truth) };
      return verdict.right ? t('predictions.class.right', params) : t('predictions.class.wrong', params);
    }
    case 'values':
      return t('predictions.value', { task, answer: numbers(verdict.answer), truth: numbers(verdict.truth) });
    case 'box':
    case 'mask':
      return t('predictions.overlap', { task, overlap: format.percent(verdict.overlap, 0) });
    case 'tags':
      return t('predictions.tags', { task, answer: list(verdict.answer), truth: list(verdict.truth) });
    case 'level':
      return t('predictions.level', { task, answer: name(verdict.answer), truth: name(verdict.truth) });
    default:
      return undefined;
  }
}

/** What is true of an image, of each task whose answers are classes: "5 · odd"; '' if unknown. */
export function truthText({ t, language }: Pick<Texts, 't' | 'language'>, answers: readonly TaskAnswer[]): string {
  const truths = answers.flatMap(({ verdict }) => {
    if (verdict?.kind === 'class' || verdict?.kind === 'level') return [className(verdict.truth, language)];
    if (verdict?.kind !== 'tags') return [];
    return [verdict.truth.length === 0 ? t('predictions.noTags') : verdict.truth.map((tag) => className(tag, language)).join(' ')];
  });
  return [...new Set(truths)].join(' · ');
}
