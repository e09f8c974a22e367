import { describe, expect, test } from 'vitest';
import { applyCommand, type CommandArguments, type CommandId } from '../../experiment/commands';
import { defaultExperiment } from '../../experiment/default-experiment';
import { liveSettings } from '../../experiment/live-settings';
import { changesBetween, liveSettingsFor } from './live-changes';

function edited<Id extends CommandId>(id: Id, args: CommandArguments<Id>, before = defaultExperiment) {
  const outcome = applyCommand(before, id, args);
  if (!outcome.ok) throw new Error(outcome.error.code);
  return outcome.value;
}

const changes = (before: typeof defaultExperiment, after: typeof defaultExperiment) =>
  changesBetween(defaultExperiment, liveSettings(before), liveSettings(after));

describe('marks on the charts', () => {
  test("a method's parameter that leaves its default, and one that goes back to it", () => {
    const plain = edited('balancing.method', { method: 'cagrad' });
    const wider = edited('balancing.value', { name: 'c', value: 0.9 }, plain);
    const [mark] = changes(plain, wider);
    expect(mark).toEqual({ field: 'balancing.values.c', from: expect.any(Number), to: 0.9 });
    const back = edited('balancing.value', { name: 'c', value: Number(mark?.from) }, wider);
    expect(changes(wider, back)).toEqual([{ field: 'balancing.values.c', from: 0.9, to: mark?.from }]);
    expect(changes(plain, back)).toEqual([]);
  });

  test('another method is one change, whatever parameters it has', () => {
    expect(changes(edited('balancing.method', { method: 'cagrad' }), edited('balancing.method', { method: 'nash' }))).toEqual([
      { field: 'balancing.method', from: 'cagrad', to: 'nash' },
    ]);
  });

  test('how often it is tested', () => {
    expect(changes(defaultExperiment, edited('training.evaluate-every', { steps: 50 }))).toEqual([
      { field: 'training.evaluateEvery', from: 20, to: 50 },
    ]);
  });
});

describe('what an edited document asks of a training under way', () => {
  const running = edited('layer.freeze', { ids: ['conv-1'], frozen: true });

  test('is frozen layers as it has them', () => {
    const both = edited('layer.freeze', { ids: ['conv-2'], frozen: true }, running);
    expect(liveSettingsFor(running, both).frozen).toEqual(['conv-1', 'conv-2']);
    expect(liveSettingsFor(running, defaultExperiment).frozen).toEqual([]);
  });

  test('leaves alone what it no longer has: a layer, and the weights of other tasks', () => {
    const without = edited('layer.remove', { ids: ['conv-1'] }, running);
    expect(liveSettingsFor(running, without).frozen).toEqual(['conv-1']);
    const fewer = edited('task.remove', { task: 'parity' }, running);
    expect(liveSettingsFor(running, fewer).weights).toEqual(liveSettings(running).weights);
  });
});
