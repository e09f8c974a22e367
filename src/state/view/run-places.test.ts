import fc from 'fast-check';
import { expect, it } from 'vitest';
import { ownId, readPlaces, runColours, withPlaces, type RunPlaces } from './run-places';

it('gives the first runs colours of their own, in order', () => {
  expect(withPlaces({}, ['a', 'b'])).toEqual({ a: 0, b: 1 });
  expect(withPlaces({ a: 0 }, ['b', 'a'])).toEqual({ a: 0, b: 1 });
});

it('knows a run by its own id, on the page and in the list', () => {
  expect(ownId('tab-1/run/run-7')).toBe('run-7');
  expect(withPlaces({ 'run-7': 3 }, ['tab-1/run/run-7'])).toEqual({ 'run-7': 3 });
});

it('keeps every place for good while there are some left, and never shows one colour twice', () => {
  const run = fc.integer({ min: 0, max: 25 }).map((number) => `run-${number}`);
  fc.assert(
    fc.property(fc.array(fc.uniqueArray(run, { maxLength: runColours }), { maxLength: 12 }), (steps) => {
      let places: RunPlaces = {};
      for (const shown of steps) {
        const next = withPlaces(places, shown);
        for (const [id, place] of Object.entries(places)) expect(next[id]).toBe(place);
        expect(new Set(Object.values(next)).size).toBe(Object.keys(next).length);
        // Those that come together are told apart; two that were chosen apart may share a colour,
        // and then differ by their dash.
        if (shown.every((id) => places[id] === undefined)) expect(new Set(shown.map((id) => (next[id] ?? 0) % runColours)).size).toBe(shown.length);
        places = next;
      }
    }),
  );
});

it('goes on when all places are given: a run that is not shown gives its up', () => {
  const full = Object.fromEntries(Array.from({ length: 32 }, (_, place) => [`run-${place}`, place]));
  const next = withPlaces(full, ['run-0', 'new']);
  expect(next['run-0']).toBe(0);
  expect(next['new']).toBe(1);
  expect(next['run-1']).toBeUndefined();
});

it('reads what was kept, and leaves out what is damaged', () => {
  expect(readPlaces({ a: 3, b: 'x', c: -1, d: 99, e: 3, f: 4 })).toEqual({ a: 3, f: 4 });
});
