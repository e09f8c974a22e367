import { describe, expect, it } from 'vitest';
import { keysOf } from '../../lib/keys';
import { beforeFirstStep } from './balancing-method';
import { balancingMethod } from './balancing-methods';
import { balancingRule } from './balancing-rules';
import recorded from './fixtures/states-of-version-1.json' with { type: 'json' };
import { stateOfVersion1 } from './states-of-version-1';
import { gramOf, inputOf } from './testing.test-helpers';

/** What a step was given, what had been kept before it in version 1, and the weights that came out. */
interface Recorded {
  readonly losses: readonly number[];
  readonly lossesAfter: readonly number[];
  /** Lengths of the tasks' gradients, which are at right angles; of methods that see gradients. */
  readonly lengths?: readonly number[];
  readonly state: readonly number[];
  readonly weights: readonly number[];
}

// Recorded with the code of version 1, two steps to an epoch.
describe.each(keysOf(recorded).map((id) => ({ id })))('what $id kept in run states of version 1', ({ id }) => {
  const rule = balancingRule(id);
  const { values, steps }: { readonly values: Readonly<Record<string, number>>; readonly steps: readonly Recorded[] } = recorded[id];
  const tasks = steps[0]?.losses.length ?? 0;

  it.each(steps.map((_, first) => ({ first })))('goes on from step $first as it did there, to the last digit', ({ first }) => {
    let state = stateOfVersion1(id, steps[first]?.state ?? [], tasks);
    for (const [later, { losses, lossesAfter, lengths, weights }] of steps.slice(first).entries()) {
      const step = first + later;
      const rows = losses.map((_, task) => losses.map((__, column) => (task === column ? (lengths?.[task] ?? 1) : 0)));
      const output = rule.balance({ ...inputOf(id, rows), gram: gramOf(rows), losses, values, state, step, epoch: Math.floor(step / 2) });
      expect(output.weights).toEqual(weights);
      state = rule.postUpdate?.({ lossesBefore: losses, lossesAfter, values, state: output.state }) ?? output.state;
    }
  });

  it('is nothing but zeros before the first step', () => {
    expect(stateOfVersion1(id, steps[0]?.state ?? [], tasks)).toEqual(beforeFirstStep(balancingMethod(id), tasks).state);
  });
});
