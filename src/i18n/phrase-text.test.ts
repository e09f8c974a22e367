import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { applyCommand, type CommandArguments, type CommandId } from '../experiment/commands';
import type { DeltaMFault } from '../domain/metrics/comparing/delta-m';
import type { IntervalMethod, Verdict } from '../domain/metrics/comparing/interval';
import { defaultExperiment } from '../experiment/default-experiment';
import { anyExperiment } from '../experiment/random-commands.test-helpers';
import type { Experiment } from '../experiment/schema';
import { phrase } from '../experiment/naming/phrase';
import type { StudyKind, StudyPlan } from '../experiment/studies/plans';
import { keptFromOf, runName } from '../experiment/naming/run-name';
import { createStudy } from '../experiment/studies/create-study';
import { entryStatuses } from '../experiment/studies/study';
import type { StudyFault } from '../experiment/studies/study-fault';
import { purposeLabel } from '../experiment/naming/study-labels';
import { sweepFields } from '../experiment/studies/kinds/sweep-fields';
import { studies } from './en/studies';
import { phraseText } from './phrase-text';
import { loadLanguage, loadLateTexts } from './translate';

beforeAll(() => Promise.all([loadLanguage('zh-CN'), loadLateTexts()]));

function after<Id extends CommandId>(start: Experiment, id: Id, args: CommandArguments<Id>): Experiment {
  const edited = applyCommand(start, id, args);
  if (!edited.ok) throw new Error(edited.error.code);
  return edited.value;
}

/** What a text looks like when a part of it has no words: a placeholder, a path or a code. */
const wordless = /[{}]|undefined|\[object|parameter\.|choice\.|kind\.|field\.|name\.|purpose\.|setting\.|values|optimizer\.|training\./;

const named = (experiment: Experiment, language: 'en' | 'zh-CN' = 'en') => phraseText(language, runName(defaultExperiment, experiment));

describe('names of runs', () => {
  it('say what is different, in both languages', () => {
    const changed = after(after(defaultExperiment, 'balancing.method', { method: 'pcgrad' }), 'optimizer.rate', { rate: 0.003 });
    expect(named(changed)).toBe('PCGrad instead of Static weights; Learning rate 0.003');
    expect(named(changed, 'zh-CN')).toBe('PCGrad（原为固定权重）；学习率 0.003');
    expect(named(after(defaultExperiment, 'training.seed', { seed: 43 }))).toBe('Seed 43');
    const augmented = after(defaultExperiment, 'data.augmentation', { shift: 2, flip: true });
    expect(named(augmented)).toBe('Shift 2; Flip on');
    expect(named(augmented, 'zh-CN')).toBe('平移 2；启用翻转');
    const turned = after(defaultExperiment, 'data.augmentation', { rotate: 15, zoom: 0.1, contrast: 0.2, brightness: 0.3 });
    expect(named(turned)).toBe('Rotation 15; Zoom 0.1; Contrast 0.2; Brightness 0.3');
    expect(named(turned, 'zh-CN')).toBe('旋转 15；缩放 0.1；对比度 0.2；亮度 0.3');
    expect(named(defaultExperiment)).toBe('the same again');
  });

  it('say whose weights a run began with', () => {
    const [first, second] = [{ id: 'a', experiment: defaultExperiment }, { id: 'b', experiment: after(defaultExperiment, 'training.seed', { seed: 43 }) }];
    const third = after(second.experiment, 'layer.add', { kind: 'dropout', into: { from: 'dense-1', to: 'head-digit' } });
    const text = (run: string, language: 'en' | 'zh-CN' = 'en') =>
      phraseText(language, runName(second.experiment, { ...third, start: { fingerprint: '0123456789abcdef' } }, keptFromOf({ run, step: 1200 }, [first, second])));
    expect(text('b')).toBe('with Dropout; from kept weights of “Seed 43” at step 1,200');
    expect(text('gone')).toBe('with Dropout; from kept weights of an earlier run at step 1,200');
    expect(text('b', 'zh-CN')).toBe('增加：Dropout；沿用“随机种子 43”第 1,200 步的权重');
    expect(phraseText('en', runName(defaultExperiment, defaultExperiment, { run: 'A run', step: 5 }))).toBe('from kept weights of “A run” at step 5');
  });

  it('name layers, tasks and weights', () => {
    const conv = after(defaultExperiment, 'layer.value', { id: 'conv-2', name: 'filters', value: 32 });
    expect(named(conv)).toBe('conv-2: Filters 32');
    expect(named(after(conv, 'layer.value', { id: 'dense-1', name: 'activation', value: 'gelu' }))).toBe(
      'conv-2: Filters 32; dense-1: Activation GELU',
    );
    const dropout = after(defaultExperiment, 'layer.add', { kind: 'dropout', into: { from: 'dense-1', to: 'head-digit' } });
    expect(named(dropout)).toBe('with Dropout');
    const frozen = after(defaultExperiment, 'layer.freeze', { ids: ['conv-1', 'conv-2'], frozen: true });
    expect(named(frozen)).toBe('conv-1, conv-2 frozen');
    const free = after(defaultExperiment, 'task.sum-to-one', { on: false });
    expect(named(after(free, 'task.weight', { task: 'parity', weight: 2 }))).toBe('Parity weight 2');
    expect(named(after(defaultExperiment, 'task.weight', { task: 'digit', weight: 0.75 }))).toBe(
      'weights Digit 0.75, Parity 0.15, Reconstruction 0.1',
    );
    expect(named(after(after(defaultExperiment, 'task.sum-to-one', { on: false }), 'task.remove', { task: 'parity' }))).toBe('without Parity');
  });

  it('stay short', () => {
    const cifar = after(defaultExperiment, 'data.dataset', { dataset: 'cifar10' });
    expect(named(cifar)).toMatch(/^CIFAR-10 instead of MNIST; /);
    fc.assert(
      fc.property(anyExperiment, anyExperiment, (first, second) => {
        for (const language of ['en', 'zh-CN'] as const) {
          const text = phraseText(language, runName(first, second));
          expect(text.length).toBeLessThan(320);
          expect(text).not.toMatch(wordless);
        }
      }),
      { numRuns: 60 },
    );
  });
});

describe('phrases', () => {
  it('write numbers, lists and answers as the language does', () => {
    const things = [phrase('tasks', 'digit'), phrase('tasks', 'parity')];
    expect(phraseText('en', phrase('studies', 'name.with', { things }))).toBe('with Digit, Parity');
    expect(phraseText('zh-CN', phrase('studies', 'name.with', { things }))).toBe('增加：数字、奇偶');
    expect(phraseText('en', phrase('studies', 'name.value', { field: 'x', value: true }))).toBe('x yes');
    expect(phraseText('en', 0.5)).toBe('0.5');
    expect(phraseText('en', 10_000)).toBe('10,000');
    expect(phraseText('en', 0.0001)).toBe('0.0001');
    expect(phraseText('en', 1e-7)).toBe('1 × 10⁻⁷');
  });
});

describe('what studies say', () => {
  it('has words for every number that can be swept, in both languages', () => {
    fc.assert(
      fc.property(anyExperiment, (experiment) => {
        for (const { label } of sweepFields(experiment)) {
          if (typeof label === 'boolean') throw new Error('a label is a text');
          for (const language of ['en', 'zh-CN'] as const) expect(phraseText(language, label)).not.toMatch(wordless);
        }
      }),
      { numRuns: 40 },
    );
  });

  it('says what each run is for', () => {
    const texts = (plan: StudyPlan, language: 'en' | 'zh-CN' = 'en') => {
      const study = createStudy('a', 0, defaultExperiment, plan);
      if (!study.ok) throw new Error(study.error.code);
      return study.value.entries.map(({ purpose }) => phraseText(language, purposeLabel(study.value, purpose)));
    };
    expect(texts({ kind: 'comparison', seeds: [7] })).toEqual([
      'together, seed 7',
      'Digit alone, seed 7',
      'Parity alone, seed 7',
      'Reconstruction alone, seed 7',
    ]);
    const rates: StudyPlan = {
      kind: 'sweep',
      axis: { kind: 'field', path: 'optimizer.learningRate', values: [0.003] },
      seeds: [1],
      alone: false,
    };
    expect(texts(rates)).toEqual(['Learning rate 0.003, seed 1']);
    const methods: StudyPlan = { kind: 'sweep', axis: { kind: 'methods', methods: ['pcgrad'] }, seeds: [1], alone: false };
    expect(texts(methods)).toEqual(['PCGrad, seed 1']);
    expect(texts(methods, 'zh-CN')).toEqual(['PCGrad，种子 1']);
    expect(texts({ kind: 'cross-validation', folds: 2, resolution: 4 })[1]).toBe(
      'weights Digit 0.25, Parity 0.25, Reconstruction 0.5, fold 1 of 2',
    );
  });

  it('has words for every code', () => {
    const codes = [
      ...Object.keys({
        'no-values': true,
        'no-seeds': true,
        'too-many-seeds': true,
        'bad-seed': true,
        'repeated-value': true,
        'unknown-field': true,
        'unknown-method': true,
        'value-out-of-range': true,
        'value-not-whole': true,
        'too-many-runs': true,
        'not-runnable': true,
        'network-not-runnable': true,
        'too-few-images': true,
        'unknown-task': true,
        'task-without-head': true,
        'too-few-tasks': true,
        'bad-folds': true,
        'bad-resolution': true,
        'too-many-candidates': true,
      } satisfies Record<StudyFault['code'], true>),
      ...Object.keys({
        'base-not-positive': true,
        'not-a-number': true,
        'no-metric': true,
      } satisfies Record<DeltaMFault['code'], true>),
      ...Object.keys({ difference: true, 'not-yet-certain': true, 'no-difference-shown': true, 'too-few': true } satisfies Record<Verdict, true>).flatMap(
        (verdict) => [`verdict.${verdict}`, `verdict.${verdict}.about`],
      ),
      ...Object.keys({ 'student-t': true, 'paired-t': true } satisfies Record<IntervalMethod, true>).map((id) => `method.${id}`),
      ...Object.keys({ comparison: true, sweep: true, 'cross-validation': true } satisfies Record<StudyKind, true>).map(
        (id) => `kind.${id}`,
      ),
      ...entryStatuses.map((status) => `status.${status}`),
    ];
    expect(codes.filter((code) => !Object.hasOwn(studies, code))).toEqual([]);
  });
});
