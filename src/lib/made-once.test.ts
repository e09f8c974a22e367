import { expect, it, vi } from 'vitest';
import { madeOnce } from './made-once';

it('makes what belongs to a key once, and again for one that only looks like it', () => {
  const make = vi.fn<(key: { readonly of: number }) => readonly number[]>(({ of }) => [of]);
  const made = madeOnce(make);
  const [one, alike] = [{ of: 1 }, { of: 1 }];
  expect(made(one)).toBe(made(one));
  expect(made(alike)).toEqual([1]);
  expect(made(alike)).not.toBe(made(one));
  expect(make).toHaveBeenCalledTimes(2);
});
