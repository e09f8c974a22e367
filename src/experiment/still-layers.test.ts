import { describe, expect, it } from 'vitest';
import { analyseExperiment } from './context';
import { defaultExperiment } from './default-experiment';
import { liveSettings, type LiveSettings } from './live-settings';
import { hasMoved, whyStill } from './still-layers';

const analysis = analyseExperiment(defaultExperiment);
const live: LiveSettings = liveSettings(defaultExperiment);
const why = (layer: string, change: Partial<LiveSettings>) => whyStill(defaultExperiment, analysis, layer, { ...live, ...change });

describe('a layer stands still', () => {
  it('where it is frozen, or every task that uses it has a set weight of 0', () => {
    expect(why('conv-1', { frozen: ['conv-1'] })).toBe('frozen');
    expect(why('head-digit', { weights: [0, 0.5, 0.5] })).toBe('left-out');
    expect(why('conv-1', { weights: [0, 0, 0] })).toBe('left-out');
    expect(why('conv-1', { weights: [0, 0.5, 0.5] })).toBeUndefined();
    expect(why('head-digit', { weights: [0, 0.5, 0.5], balancing: { method: 'uw', values: {} } })).toBeUndefined();
    // A pooling layer has nothing that could move.
    expect(why('pool-1', { weights: [0, 0, 0], frozen: ['pool-1'] })).toBeUndefined();
  });
});

describe('a layer has moved', () => {
  const moved = (layer: string, timeline: readonly (readonly [number, Partial<LiveSettings>])[], steps: number, taskSteps: readonly (readonly [number, number])[] = []) =>
    hasMoved(
      {
        experiment: defaultExperiment,
        timeline: timeline.map(([step, change]) => ({ step, live: { ...live, ...change } })),
        series: { steps, taskSteps: taskSteps.map(([step, task]) => ({ step, task })) },
      },
      analysis,
      layer,
    );
  const still = { frozen: ['head-parity'] };

  it('once a step was taken while it did not stand still', () => {
    expect(moved('head-parity', [], 0)).toBe(false);
    expect(moved('head-parity', [], 1)).toBe(true);
    expect(moved('head-parity', [[0, still]], 9)).toBe(false);
    expect(moved('head-parity', [[0, still], [5, {}]], 5)).toBe(false);
    expect(moved('head-parity', [[0, still], [5, {}]], 6)).toBe(true);
    expect(moved('head-parity', [[3, still]], 9)).toBe(true);
  });

  it('by steps on the loss of one task where that task reaches it', () => {
    expect(moved('head-parity', [], 2, [[1, 0], [2, 0]])).toBe(false);
    expect(moved('head-parity', [], 2, [[1, 0], [2, 1]])).toBe(true);
    expect(moved('head-parity', [[0, { weights: [1, 0, 1] }]], 2, [[2, 1]])).toBe(true);
    expect(moved('head-parity', [[0, still]], 2, [[2, 1]])).toBe(false);
  });
});
