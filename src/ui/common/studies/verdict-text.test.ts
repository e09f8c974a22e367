import { beforeAll, describe, expect, it } from 'vitest';
import { estimate, estimateOfDifferences, verdictOf } from '../../../domain/metrics/comparing/interval';
import { metricKind, type MetricId } from '../../../domain/metrics/metric-kinds';
import type { Experiment } from '../../../experiment/schema';
import type { ComparedScore } from '../../../experiment/studies/kinds/comparison';
import { formats } from '../../../i18n/format';
import { loadLanguage, loadLateTexts, translateCode, translator, type Language } from '../../../i18n/translate';
import type { Texts } from '../texts/use-text';
import { verdictSentences } from './verdict-text';

const tasks: Experiment['tasks'] = [
  { id: 'digit', kind: 'digit', colour: 0, weight: 1 },
  { id: 'parity', kind: 'parity', colour: 1, weight: 1 },
  { id: 'image', kind: 'reconstruction', colour: 2, weight: 1 },
];

function textsIn(language: Language): Texts {
  return { language, t: translator(language), code: (namespace, code, params) => translateCode(language, namespace, code, params), format: formats(language) };
}

/** A task's metric, 0.9 or 20 alone, and so much more together, seed by seed. */
function score(task: string, metric: MetricId, differences: readonly number[]): ComparedScore {
  const alone = metric === 'psnr' ? 20 : 0.9;
  const difference = estimateOfDifferences(differences);
  return {
    task,
    metric,
    direction: metricKind(metric).direction,
    together: estimate(differences.map((value) => alone + value)),
    baseline: estimate(differences.map(() => alone)),
    difference,
    verdict: verdictOf(difference),
  };
}

const said = (language: Language, ...primary: readonly ComparedScore[]) => verdictSentences(textsIn(language), tasks, primary).map(({ text }) => text.replaceAll('\u00a0', ' '));

beforeAll(async () => {
  await Promise.all([loadLateTexts(), loadLanguage('zh-CN')]);
});

describe('a comparison in sentences', () => {
  const alike = [score('digit', 'accuracy', [0.004, -0.003]), score('parity', 'accuracy', [-0.002, 0.001])];

  it('tells the task that differs, how sure that is, and the rest in one', () => {
    expect(said('en', ...alike, score('image', 'psnr', [-0.8, -1]))).toEqual([
      'Reconstruction: 0.9 dB worse together, not yet certain with 2 seeds.',
      'Digit, Parity: no difference shown.',
    ]);
    expect(said('zh-CN', ...alike, score('image', 'psnr', [-0.8, -1]))).toEqual(['重建：联合训练差 0.9 dB，仅凭 2 个种子尚不能确定。', '数字、奇偶：未显示差异。']);
  });

  it('says what is shown, and is grey where it is not', () => {
    const sentences = verdictSentences(textsIn('en'), tasks, [score('digit', 'accuracy', [0.02, 0.021, 0.019]), score('parity', 'accuracy', [0.01, -0.01, 0])]);
    expect(sentences).toEqual([
      { tasks: ['digit'], text: 'Digit: 2.0 points better together, shown at 95 % with 3 seeds.', shown: true },
      { tasks: ['parity'], text: 'Parity: no difference shown.', shown: false },
    ]);
  });

  it('names the seeds where nothing differs, and says what one seed is worth', () => {
    expect(said('en', ...alike)).toEqual(['Digit, Parity: no difference shown with 2 seeds.']);
    expect(said('en', score('digit', 'accuracy', [-0.01]), score('parity', 'accuracy', [0]))).toEqual([
      'Digit: 1.0 points worse together, with one seed.',
      'Parity: the same with one seed.',
      'One seed says nothing about others: chance may explain all of it.',
    ]);
  });

  it('never calls a difference nothing, and says nothing before the first seed', () => {
    expect(said('en', score('image', 'psnr', [0.0101, 0.01, 0.0099]))[0]).toBe('Reconstruction: 0.0100 dB better together, shown at 95 % with 3 seeds.');
    expect(said('en', score('digit', 'accuracy', []))).toEqual([]);
    expect(said('en', score('digit', 'accuracy', [Number.NaN]))).toEqual(['Digit: not measured in every run.']);
  });
});
