import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyCommand } from '../../commands';
import { analyseExperiment, trainImages } from '../../context';
import { defaultExperiment } from '../../default-experiment';
import { anyExperiment } from '../../random-commands.test-helpers';
import { readExperiment } from '../../read-document';
import type { Experiment } from '../../schema';
import { studyLimits, type SweepAxis } from '../plans';
import { sweepFields, withField } from './sweep-fields';
import { planSweep } from './sweep';

const rates: SweepAxis = { kind: 'field', path: 'optimizer.learningRate', values: [0.001, 0.003] };

function codeOf(axis: SweepAxis, base: Experiment = defaultExperiment, seeds: readonly number[] = [1], alone = false) {
  const plan = planSweep(base, { kind: 'sweep', axis, seeds: [...seeds], alone });
  return plan.ok ? plan.value.length : plan.error.code;
}

/** The default network with the output of conv-2 added to that of a copy of it. */
function withSkip(): Experiment {
  let experiment = defaultExperiment;
  const take = (edited: ReturnType<typeof applyCommand>) => {
    if (!edited.ok) throw new Error(edited.error.code);
    experiment = edited.value;
  };
  take(applyCommand(experiment, 'layer.duplicate', { ids: ['conv-2'] }));
  take(applyCommand(experiment, 'wire.add', { from: 'pool-1', to: 'conv2d-1' }));
  take(applyCommand(experiment, 'layer.add', { kind: 'add', into: { from: 'conv-2', to: 'pool-2' } }));
  take(applyCommand(experiment, 'wire.add', { from: 'conv2d-1', to: 'add-1' }));
  return experiment;
}

describe('the fields of a sweep', () => {
  it('are every number that a training can feel', () => {
    const paths = sweepFields(defaultExperiment).map(({ path }) => path);
    expect(paths).toEqual(
      expect.arrayContaining([
        'optimizer.learningRate',
        'optimizer.values.beta1',
        'tasks.parity.weight',
        'network.layers.conv-1.values.filters',
        'training.batchSize',
        'training.epochs',
        'schedule.warmup',
        'regularisation.l2',
        'data.train',
        'data.augmentation.shift',
        'data.augmentation.rotate',
        'data.augmentation.brightness',
      ]),
    );
    const falling = applyCommand(defaultExperiment, 'schedule.kind', { kind: 'step' });
    expect(falling.ok && sweepFields(falling.value).some(({ path }) => path === 'schedule.values.gamma')).toBe(true);
    const pcgrad = applyCommand(defaultExperiment, 'balancing.method', { method: 'pcgrad' });
    const single = applyCommand(defaultExperiment, 'training.batch', { batch: 'full' });
    expect(pcgrad.ok && sweepFields(pcgrad.value).some(({ path }) => path.startsWith('tasks.'))).toBe(false);
    expect(single.ok && sweepFields(single.value).some(({ path }) => path === 'training.batchSize')).toBe(false);
  });

  it('leave out the weights of muted tasks, and of the only one that is left where they sum to 1', () => {
    const weights = (experiment: Experiment) => sweepFields(experiment).flatMap(({ path }) => (path.startsWith('tasks.') ? [path.split('.')[1]] : []));
    const muted = applyCommand(defaultExperiment, 'task.mute', { task: 'parity', on: true });
    expect(muted.ok && weights(muted.value)).toEqual(['digit', 'reconstruction']);
    const solo = applyCommand(defaultExperiment, 'task.solo', { task: 'parity', on: true });
    expect(solo.ok && weights(solo.value)).toEqual([]);
    expect(solo.ok && weights({ ...solo.value, weightsSumToOne: false })).toEqual(['parity']);
  });

  it('hold the document’s value, and take every other one of their range as it is', () => {
    fc.assert(
      fc.property(anyExperiment, fc.nat(), fc.double({ min: 0, max: 1, noNaN: true }), (experiment, pick, share) => {
        const fields = sweepFields(experiment);
        expect(new Set(fields.map(({ path }) => path)).size).toBe(fields.length);
        const field = fields[pick % fields.length];
        if (field === undefined) throw new Error('a learning rate is always there');
        const raw = field.min + share * (field.max - field.min);
        const value = field.integer ? Math.round(raw) : raw;
        const changed = withField(experiment, field.path, value);
        if (!changed.ok) throw new Error(changed.error.code);
        expect(sweepFields(changed.value).find(({ path }) => path === field.path)?.value).toBe(value + 0);
        expect(readExperiment(changed.value)).toMatchObject({ ok: true, value: { repairs: [] } });
      }),
      { numRuns: 80 },
    );
  });

  it('refuse what is out of range, not whole or not there', () => {
    const code = (path: string, value: number) => {
      const changed = withField(defaultExperiment, path, value);
      return changed.ok ? 'ok' : changed.error.code;
    };
    expect(code('optimizer.learningRate', 11)).toBe('value-out-of-range');
    expect(code('optimizer.learningRate', Number.NaN)).toBe('value-out-of-range');
    expect(code('training.batchSize', 1.5)).toBe('value-not-whole');
    expect(code('optimizer.kind', 1)).toBe('unknown-field');
    expect(code('__proto__', 1)).toBe('unknown-field');
    expect(code('network.layers.nowhere.values.units', 3)).toBe('unknown-field');
  });
});

describe('a sweep', () => {
  it('is every value with every seed, seed by seed, on documents that can be chosen by without the test images', () => {
    const plan = planSweep(defaultExperiment, { kind: 'sweep', axis: rates, seeds: [3, 4], alone: false });
    if (!plan.ok) throw new Error(plan.error.code);
    expect(plan.value.map(({ purpose }) => purpose)).toEqual([
      { kind: 'cell', cell: 0, seed: 3 },
      { kind: 'cell', cell: 1, seed: 3 },
      { kind: 'cell', cell: 0, seed: 4 },
      { kind: 'cell', cell: 1, seed: 4 },
    ]);
    expect(plan.value[3]?.document).toEqual({
      ...defaultExperiment,
      data: { ...defaultExperiment.data, validation: 0.2 },
      optimizer: { ...defaultExperiment.optimizer, learningRate: 0.003 },
      seed: 4,
    });
  });

  it('keeps a share that is set aside already', () => {
    const base = { ...defaultExperiment, data: { ...defaultExperiment.data, validation: 0.1 } };
    const plan = planSweep(base, { kind: 'sweep', axis: rates, seeds: [1], alone: false });
    expect(plan.ok && plan.value.every(({ document }) => document.data.validation === 0.1)).toBe(true);
    // But no fold that the usual share does not have.
    const stray = { ...defaultExperiment, data: { ...defaultExperiment.data, fold: 9 } };
    const repaired = planSweep(stray, { kind: 'sweep', axis: rates, seeds: [1], alone: false });
    expect(repaired.ok && repaired.value[0]?.document.data).toEqual({ ...defaultExperiment.data, validation: 0.2 });
    const last = { ...base, data: { ...base.data, fold: 9 } };
    const kept = planSweep(last, { kind: 'sweep', axis: rates, seeds: [1], alone: false });
    expect(kept.ok && kept.value[0]?.document.data).toEqual(last.data);
  });

  it('puts other methods on their defaults, and trains each task by itself where that is asked for', () => {
    const axis: SweepAxis = { kind: 'methods', methods: ['static', 'pcgrad'] };
    const plan = planSweep(defaultExperiment, { kind: 'sweep', axis, seeds: [1, 2], alone: true });
    if (!plan.ok) throw new Error(plan.error.code);
    expect(plan.value).toHaveLength(2 * (3 + 2));
    expect(plan.value.filter(({ purpose }) => purpose.kind === 'alone')).toHaveLength(6);
    const methods = plan.value.filter(({ purpose }) => purpose.kind === 'cell').map(({ document }) => document.balancing.method);
    expect(methods).toEqual(['static', 'pcgrad', 'static', 'pcgrad']);
    expect(plan.value.every(({ document }) => document.data.validation === 0.2)).toBe(true);
  });

  it('always sets images aside, leaves some to train on, and can run', () => {
    fc.assert(
      fc.property(anyExperiment, fc.nat(), fc.integer({ min: 1, max: 3 }), (base, pick, count) => {
        const fields = sweepFields(base);
        const field = fields[pick % fields.length];
        if (field === undefined) return;
        const values = [...new Set([field.value, field.min, field.max])].slice(0, count);
        const plan = planSweep(base, {
          kind: 'sweep',
          axis: { kind: 'field', path: field.path, values },
          seeds: [1, 2],
          alone: pick % 2 === 0,
        });
        if (!plan.ok) return;
        expect(plan.value.length).toBeLessThanOrEqual(studyLimits.runs);
        for (const { document } of plan.value) {
          expect(trainImages(document)).toBeLessThan(document.data.train);
          expect(trainImages(document)).toBeGreaterThan(0);
          expect(analyseExperiment(document).runnable).toBe(true);
          expect(readExperiment(document)).toMatchObject({ ok: true, value: { experiment: document, repairs: [] } });
        }
      }),
      { numRuns: 50 },
    );
  });

  it('is refused with a reason', () => {
    const one = (path: string, ...values: number[]): SweepAxis => ({ kind: 'field', path, values });
    expect(codeOf(one('seed', 1))).toBe('unknown-field');
    expect(codeOf(one('optimizer.learningRate'))).toBe('no-values');
    expect(codeOf(one('optimizer.learningRate', 0.1, 0.1))).toBe('repeated-value');
    expect(codeOf(one('optimizer.learningRate', 100))).toBe('value-out-of-range');
    expect(codeOf(rates, defaultExperiment, [])).toBe('no-seeds');
    expect(codeOf(one('data.train', 1))).toBe('too-few-images');
    const many = Array.from({ length: 21 }, (_, index) => index + 1);
    expect(codeOf(one('training.batchSize', ...many), defaultExperiment, [1, 2, 3, 4, 5, 6, 7, 8, 9, 10])).toBe('too-many-runs');
    expect(codeOf(one('training.batchSize', ...many.slice(1)), defaultExperiment, [1, 2, 3, 4, 5, 6, 7, 8, 9, 10])).toBe(200);
    expect(codeOf(one('network.layers.pool-2.values.stride', 2, 3))).toBe(2);
    // Eight channels cannot be added to sixteen.
    expect(codeOf(one('network.layers.conv-2.values.filters', 16, 8), withSkip())).toBe('not-runnable');
  });
});
