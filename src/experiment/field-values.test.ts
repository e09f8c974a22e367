import { expect, it } from 'vitest';
import { applyCommand } from './commands';
import { defaultExperiment } from './default-experiment';
import { restartPart } from './field-values';
import type { Experiment } from './schema';

const part = (change: Partial<Experiment>) => restartPart(defaultExperiment, { ...defaultExperiment, ...change });

it('tells for which part a restart is needed, tasks before the network that follows from them', () => {
  expect(part({ name: 'Another', balancing: { method: 'pcgrad', values: {} } })).toBeUndefined();
  expect(part({ data: { ...defaultExperiment.data, train: 100 } })).toBe('data');
  expect(part({ network: { ...defaultExperiment.network, wires: [] } })).toBe('network');
  expect(part({ seed: 7 })).toBe('settings');
  const more = applyCommand(defaultExperiment, 'task.add', { kind: 'loop' });
  if (!more.ok) throw new Error(more.error.code);
  expect(restartPart(defaultExperiment, more.value)).toBe('tasks');
});
