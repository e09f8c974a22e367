import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyCommand, type CommandArguments, type CommandId } from '../experiment/commands';
import { defaultExperiment } from '../experiment/default-experiment';
import { anyExperiment } from '../experiment/random-commands.test-helpers';
import type { Experiment } from '../experiment/schema';
import { phrase } from '../experiment/studies/phrase';
import { runName } from '../experiment/studies/run-name';
import { phraseText } from './phrase-text';

function after<Id extends CommandId>(start: Experiment, id: Id, args: CommandArguments<Id>): Experiment {
  const edited = applyCommand(start, id, args);
  if (!edited.ok) throw new Error(edited.error.code);
  return edited.value;
}

const named = (experiment: Experiment, language: 'en' | 'zh-CN' = 'en') => phraseText(language, runName(defaultExperiment, experiment));

describe('names of runs', () => {
  it('say what is different, in both languages', () => {
    const changed = after(after(defaultExperiment, 'balancing.method', { method: 'pcgrad' }), 'optimizer.rate', { rate: 0.003 });
    expect(named(changed)).toBe('PCGrad instead of Static weights; Learning rate 0.003');
    expect(named(changed, 'zh-CN')).toBe('用 PCGrad 替换 固定权重；学习率 0.003');
    expect(named(after(defaultExperiment, 'training.seed', { seed: 43 }))).toBe('Seed 43');
    expect(named(defaultExperiment)).toBe('the same again');
  });

  it('name layers, tasks and weights', () => {
    const conv = after(defaultExperiment, 'layer.value', { id: 'conv-2', name: 'filters', value: 32 });
    expect(named(conv)).toBe('conv-2: Filters 32');
    expect(named(after(conv, 'layer.value', { id: 'dense-1', name: 'activation', value: 'gelu' }))).toBe(
      'conv-2: Filters 32; dense-1: Activation GELU',
    );
    const dropout = after(defaultExperiment, 'layer.add', { kind: 'dropout', into: { from: 'dense-1', to: 'head-digit' } });
    expect(named(dropout)).toBe('with Dropout');
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
          // Nothing that was left without its words: no placeholder, no path, no code.
          expect(text).not.toMatch(/[{}]|undefined|\[object|parameter\.|choice\.|kind\.|field\.|name\.|values/);
        }
      }),
      { numRuns: 150 },
    );
  });
});

describe('phrases', () => {
  it('write numbers, lists and answers as the language does', () => {
    const things = [phrase('tasks', 'digit'), phrase('tasks', 'parity')];
    expect(phraseText('en', phrase('studies', 'name.with', { things }))).toBe('with Digit, Parity');
    expect(phraseText('zh-CN', phrase('studies', 'name.with', { things }))).toBe('增加 数字、奇偶');
    expect(phraseText('en', phrase('studies', 'name.value', { field: 'x', value: true }))).toBe('x yes');
    expect(phraseText('en', 0.5)).toBe('0.5');
    expect(phraseText('en', 10_000)).toBe('10,000');
    expect(phraseText('en', 0.0001)).toBe('0.0001');
    expect(phraseText('en', 1e-7)).toBe('1 × 10^-7');
  });
});
