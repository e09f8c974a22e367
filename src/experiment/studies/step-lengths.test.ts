import { describe, expect, it } from 'vitest';
import { optimizerKinds } from '../../domain/optimizers/optimizer-kinds';
import { keysOf } from '../../lib/keys';
import { defaultExperiment } from '../default-experiment';
import type { Experiment } from '../schema';
import type { StudyPlan } from './plans';
import { stepLengthCaveat } from './step-lengths';

const by = (kind: Experiment['optimizer']['kind']): Experiment => ({ ...defaultExperiment, optimizer: { ...defaultExperiment.optimizer, kind } });
const comparison: StudyPlan = { kind: 'comparison', seeds: [1] };
const sweepOf = (methods: ('static' | 'pcgrad' | 'mgda')[], alone: boolean): StudyPlan => ({ kind: 'sweep', axis: { kind: 'methods', methods }, seeds: [1], alone });
const sweepOfRates = (alone: boolean): StudyPlan => ({
  kind: 'sweep',
  axis: { kind: 'field', path: 'optimizer.learningRate', values: [0.1, 0.2] },
  seeds: [1],
  alone,
});

describe('whether runs of a study may differ by the lengths of their steps', () => {
  it('depends on the optimiser', () => {
    const found = keysOf(optimizerKinds).filter((kind) => stepLengthCaveat(by(kind), comparison) !== undefined);
    expect(found).toEqual(['sgd', 'momentum', 'nesterov']);
  });

  it('is so between methods, and between together and by itself, and not else', () => {
    const sgd = by('sgd');
    expect(stepLengthCaveat(sgd, comparison)).toBe('baseline');
    expect(stepLengthCaveat(sgd, sweepOf(['static', 'pcgrad', 'mgda'], true))).toBe('methods');
    expect(stepLengthCaveat(sgd, sweepOf(['static', 'mgda'], false))).toBe('methods');
    expect(stepLengthCaveat(sgd, sweepOf(['mgda'], true))).toBe('baseline');
    expect(stepLengthCaveat(sgd, sweepOf(['mgda'], false))).toBeUndefined();
    expect(stepLengthCaveat(sgd, sweepOfRates(true))).toBe('baseline');
    expect(stepLengthCaveat(sgd, sweepOfRates(false))).toBeUndefined();
    expect(stepLengthCaveat(sgd, { kind: 'cross-validation', folds: 5, resolution: 4 })).toBeUndefined();
  });

  it('is not so of a single task, whose methods are all one', () => {
    const single = { ...by('sgd'), tasks: defaultExperiment.tasks.slice(0, 1) };
    expect(stepLengthCaveat(single, sweepOf(['static', 'pcgrad'], false))).toBeUndefined();
  });
});
