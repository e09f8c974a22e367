import { describe, expect, it } from 'vitest';
import { isKeyOf, keysOf } from './keys';

const registry = { second: 2, first: 1 };

describe('the keys of a registry', () => {
  it('are listed in its own order', () => {
    expect(keysOf(registry)).toEqual(['second', 'first']);
  });

  it('are told from inherited names, other strings and what is no string', () => {
    expect(['first', 'constructor', '__proto__', 'third', 1, undefined].map(isKeyOf(registry))).toEqual([true, false, false, false, false, false]);
  });
});
