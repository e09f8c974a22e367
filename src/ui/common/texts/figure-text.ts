import type { RunScore } from '../../../state/runs/run-summary';
import type { Texts } from './use-text';

/** What a figure was measured on and when: short, to stand below it, and as a sentence. */
export interface FigureText {
  readonly short: string;
  readonly sentence: string;
}

/** What a task's figure is; undefined where there is none, or an older version kept no more of it. */
export function figureText({ t, format }: Pick<Texts, 't' | 'format'>, score: RunScore | undefined): FigureText | undefined {
  if (score?.source === undefined) return undefined;
  const { source, before } = score;
  const at = { images: format.integer(source.images), step: format.integer(source.step) };
  if (source.of === 'batches') return { short: t('predictions.of.batches', at), sentence: t('predictions.of.batches.about', at) };
  if (before === undefined) return { short: t('predictions.of.test', at), sentence: t('predictions.of.test.about', at) };
  const all = { ...at, before: format.integer(before) };
  return { short: t('predictions.of.all', all), sentence: t('predictions.of.all.about', all) };
}
