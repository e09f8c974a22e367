import { describe, expect, it } from 'vitest';
import { isRecord, own, parseJson } from './json';

describe('JSON from outside', () => {
  it('tells objects from lists and null', () => {
    expect([{}, [], null, 'a', 1, undefined].map(isRecord)).toEqual([true, false, false, false, false, false]);
  });

  it('finds own values only', () => {
    const record = parseJson('{"__proto__": 1, "a": 2}');
    expect(isRecord(record) && [own(record, '__proto__'), own(record, 'a'), own(record, 'constructor')]).toEqual([
      1,
      2,
      undefined,
    ]);
    expect(own({}, '__proto__')).toBeUndefined();
  });

  it('gives undefined for what is no JSON', () => {
    expect([parseJson('{'), parseJson(''), parseJson('NaN'), parseJson('null')]).toEqual([undefined, undefined, undefined, null]);
  });
});
