import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createByteBudget, type BudgetEntry } from './byte-budget';

const keys = ['a', 'b', 'c', 'd'];
const which = fc.nat({ max: 20 });
const action = fc.oneof(
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('add' as const), key: fc.constantFrom(...keys), bytes: fc.nat({ max: 40 }) }) },
  fc.record({ kind: fc.constantFrom('use' as const, 'offer' as const, 'remove' as const), which }),
  fc.record({ kind: fc.constant('hold' as const), holder: fc.nat({ max: 1 }), keys: fc.subarray(keys) }),
);

/** A thing in the plain model: `id` as it was added. */
interface Thing {
  readonly id: number;
  readonly key: string;
  readonly bytes: number;
}

describe('a byte budget', () => {
  it('lets go of what a plain list says, and is never above its limit but for what is held or was added last', () => {
    fc.assert(
      fc.property(fc.nat({ max: 100 }), fc.array(action, { maxLength: 40 }), (limit, actions) => {
        const budget = createByteBudget(limit);
        const holders = [budget.holder(), budget.holder()];
        const evicted: number[] = [];
        const entries: BudgetEntry[] = [];
        // The model: things in the order of their last use, and which of them were offered, in order.
        let things: Thing[] = [];
        let offered: Thing[] = [];
        const held: (readonly string[])[] = [[], []];
        const gone: number[] = [];
        const all: Thing[] = [];
        const total = () => things.reduce((sum, { bytes }) => sum + bytes, 0);
        const isHeld = ({ key }: Thing) => held.flat().includes(key);
        const drop = (thing: Thing) => {
          things = things.filter((other) => other !== thing);
          offered = offered.filter((other) => other !== thing);
        };
        const settle = (newest?: Thing) => {
          while (total() > limit) {
            const next = [...offered, ...things].find((thing) => thing !== newest && !isHeld(thing));
            if (next === undefined) return;
            drop(next);
            gone.push(next.id);
          }
        };
        for (const step of actions) {
          let newest: Thing | undefined;
          if (step.kind === 'add') {
            newest = { id: all.length, key: step.key, bytes: step.bytes };
            const { id } = newest;
            all.push(newest);
            things.push(newest);
            settle(newest);
            entries.push(budget.add({ key: step.key, bytes: step.bytes, evict: () => evicted.push(id) }));
          } else if (step.kind === 'hold') {
            held[step.holder] = step.keys;
            settle();
            holders[step.holder]?.(step.keys);
          } else {
            const thing = all[step.which];
            entries[step.which]?.[step.kind]();
            if (thing === undefined || !things.includes(thing)) continue;
            if (step.kind === 'remove') drop(thing);
            if (step.kind === 'offer' && !offered.includes(thing)) offered.push(thing);
            if (step.kind === 'use') {
              drop(thing);
              things.push(thing);
            }
          }
          expect(evicted).toEqual(gone);
          expect(budget.used).toBe(total());
          if (step.kind === 'add' || step.kind === 'hold') {
            expect(total() <= limit || things.every((thing) => thing === newest || isHeld(thing))).toBe(true);
          }
          const free = limit - total() + offered.filter((thing) => !isHeld(thing)).reduce((sum, { bytes }) => sum + bytes, 0);
          expect([budget.fits(free), budget.fits(free + 1)]).toEqual([true, false]);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('lets what was not used for longest go first, but before it what was offered', () => {
    const budget = createByteBudget(30);
    const evicted: string[] = [];
    const add = (key: string) => budget.add({ key, bytes: 10, evict: () => evicted.push(key) });
    const [first, , third] = [add('first'), add('second'), add('third')];
    first.use();
    third.offer();
    add('fourth');
    add('fifth');
    expect(evicted).toEqual(['third', 'second']);
    const hold = budget.holder();
    hold(['first', 'fourth']);
    add('sixth');
    expect(evicted).toEqual(['third', 'second', 'fifth']);
    hold([]);
    add('seventh');
    expect(evicted.at(-1)).toBe('first');
  });
});
