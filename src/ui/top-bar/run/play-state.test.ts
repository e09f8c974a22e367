import { describe, expect, test } from 'vitest';
import { defaultExperiment } from '../../../experiment/default-experiment';
import { plannedSteps } from '../../../experiment/context';
import { limits } from '../../../experiment/limits';
import { playState, type PlayFacts } from './play-state';

const facts: PlayFacts = {
  phase: 'paused',
  step: 0,
  kept: false,
  running: defaultExperiment,
  edited: defaultExperiment,
  analysis: { runnable: true, faults: [] },
};
const longest = { ...defaultExperiment, training: { ...defaultExperiment.training, epochs: limits.epochs } };
const otherSeed = { ...defaultExperiment, seed: 7 };
const otherRate = { ...defaultExperiment, optimizer: { ...defaultExperiment.optimizer, learningRate: 0.01 } };

describe('the play button', () => {
  test.each<[string, Partial<PlayFacts>, string]>([
    ['before anything happened', { phase: 'idle', running: undefined }, 'play'],
    ['while it trains', { phase: 'running', step: 5 }, 'pause'],
    ['while a run is made ready', { phase: 'preparing' }, 'preparing'],
    ['when paused', { step: 5 }, 'play'],
    ['after an edit that asks for a restart', { step: 5, edited: otherSeed }, 'restart'],
    ['after such an edit while it trains', { phase: 'running', step: 5, edited: otherSeed }, 'restart'],
    ['after such an edit at step 0', { edited: otherSeed }, 'play'],
    ['after such an edit at step 0 of a run with kept weights', { kept: true, edited: otherSeed }, 'restart'],
    ['after a live edit', { step: 5, edited: otherRate }, 'play'],
    ['after the last epoch', { phase: 'done', step: plannedSteps(defaultExperiment) }, 'more'],
    ['after the last epoch of all', { phase: 'done', step: plannedSteps(longest), running: longest, edited: longest }, 'exhausted'],
    ['after a failure', { phase: 'failed', step: 5 }, 'play'],
  ])('%s', (_, change, kind) => {
    expect(playState({ ...facts, ...change }).kind).toBe(kind);
  });

  test('a faulty network names the cause, not what lies behind it', () => {
    const analysis = {
      runnable: false,
      faults: [
        { layer: 'a', code: 'leads-nowhere', params: {}, blocks: false },
        { layer: 'b', code: 'behind-a-fault', params: {}, blocks: true },
        { layer: 'c', code: 'no-input', params: {}, blocks: true },
      ],
    } as const;
    expect(playState({ ...facts, analysis })).toEqual({ kind: 'faulty', fault: analysis.faults[2] });
  });

  test('a training under way can be paused even if the network on the desk is broken', () => {
    const change = { phase: 'running', step: 5, edited: otherSeed, analysis: { runnable: false, faults: [] } } as const;
    expect(playState({ ...facts, ...change }).kind).toBe('pause');
  });
});
