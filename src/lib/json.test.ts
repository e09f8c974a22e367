import { describe, expect, it } from 'vitest';
import { isRecord, own, parseJson, sameJson } from './json';

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

  it.each<[unknown, unknown, boolean]>([
    [{ a: 1, b: [{ c: null }] }, { b: [{ c: null }], a: 1 }, true],
    [{ a: 1 }, { a: 1, b: undefined }, true],
    [{ a: 1 }, { a: 1, b: null }, false],
    [[1, 2], [2, 1], false],
    [[1], [1, 2], false],
    [[], {}, false],
    [{ a: { b: 1 } }, { a: { b: '1' } }, false],
    [null, {}, false],
  ])('compares %j with %j: %s', (first, second, same) => {
    expect([sameJson(first, second), sameJson(second, first)]).toEqual([same, same]);
  });
});
