import { describe, expect, it } from 'vitest';
import { defaultExperiment } from '../../experiment/default-experiment';
import { analysisOf } from './use-analysis';

describe('the shared analysis', () => {
  it('is the same object while network, data set and tasks are the same', () => {
    const first = analysisOf(defaultExperiment);
    const heavier = { ...defaultExperiment, tasks: defaultExperiment.tasks.map((task) => ({ ...task, weight: 1 })) };
    expect(analysisOf(heavier)).toBe(first);
  });

  it('is computed anew for another network, data set or list of tasks', () => {
    const first = analysisOf(defaultExperiment);
    expect(analysisOf({ ...defaultExperiment, network: { ...defaultExperiment.network, wires: [] } }).runnable).toBe(false);
    expect(analysisOf({ ...defaultExperiment, data: { ...defaultExperiment.data, dataset: 'cifar10' } }).shapes.get('input')).toEqual([32, 32, 3]);
    expect(analysisOf({ ...defaultExperiment, tasks: defaultExperiment.tasks.slice(0, 1) }).tasks.get('input')).toEqual(['digit']);
    expect(analysisOf(defaultExperiment)).toEqual(first);
    const grouped = defaultExperiment.tasks.map((task) => ({ ...task, kind: 'classify' as const }));
    const groups = [{ name: 'low', classes: [0, 1, 2] }, { name: 'high', classes: [3, 4] }];
    const shapeOfHead = (tasks: typeof grouped) => analysisOf({ ...defaultExperiment, tasks }).shapes.get('head-digit');
    expect([shapeOfHead(grouped), shapeOfHead(grouped.map((task) => ({ ...task, groups })))]).toEqual([[10], [2]]);
  });
});
