import { metricKind } from '../../../domain/metrics/metric-kinds';
import type { ComparedScore } from '../../../experiment/studies/kinds/comparison';
import { differenceText, metricText } from '../../common/texts/metric-text';
import type { Texts } from '../../common/texts/use-text';
import type { Dot, DotTexts } from './dot-scale';

const nothing: Dot = { at: Number.NaN, low: Number.NaN, high: Number.NaN };

/**
 * A difference in percent of the value alone, better above 0, so that metrics of different units
 * come onto one scale; that of the gain is the mean of such. Nothing where no share can be taken of
 * the value alone, as of a PSNR below 0.
 */
export function relativeDot({ difference: { mean, interval }, baseline, direction }: Pick<ComparedScore, 'difference' | 'baseline' | 'direction'>): Dot {
  const base = baseline.mean;
  if (!(base > 0)) return nothing;
  const share = (value: number) => (100 * value) / base;
  const [first, second] = [share(interval?.low ?? Number.NaN), share(interval?.high ?? Number.NaN)];
  if (direction === 'higher') return { at: share(mean), low: first, high: second };
  // Never −0.
  return { at: 0 - share(mean), low: 0 - second, high: 0 - first };
}

/** What stands in a row of the picture beside its dot, for a task's primary metric. */
export function taskRowTexts(texts: Texts, score: ComparedScore): DotTexts {
  const { t, code } = texts;
  const { metric, together, baseline, difference, verdict } = score;
  const better = metricKind(metric).direction === 'higher' ? difference.mean > 0 : difference.mean < 0;
  const word = difference.mean === 0 ? t('compare.equal') : t(better ? 'compare.better' : 'compare.worse');
  const words = {
    difference: word,
    'not-yet-certain': t('compare.doubtful', { word, doubt: code('studies', 'verdict.not-yet-certain') }),
    'no-difference-shown': code('studies', 'verdict.no-difference-shown'),
    'too-few': t('compare.doubtful', { word, doubt: t('compare.oneSeed') }),
  };
  return {
    figures: t('compare.figures', { together: metricText(texts, metric, together.mean), alone: metricText(texts, metric, baseline.mean) }),
    says: Number.isNaN(difference.mean) ? '–' : t('compare.says', { difference: differenceText(texts, metric, difference.mean), words: words[verdict] }),
    shown: verdict === 'difference',
  };
}
