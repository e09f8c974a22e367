import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { readNumber, stepped, withinRange, type NumberRange } from './numbers';

test.each([
  ['0.5', 0.5],
  [' 12 ', 12],
  ['1e-3', 0.001],
  ['10,000', 10_000],
  ['0,5', 0.5],
  ['0,125', 0.125],
  ['1,234,567.5', 1_234_567.5],
  ['−3', -3],
  ['０．２５', 0.25],
  ['.5', 0.5],
  ['', undefined],
  ['abc', undefined],
  ['1.2.3', undefined],
  ['Infinity', undefined],
  ['1e999', undefined],
  ['0x10', undefined],
])('%j is read as %s', (text, value) => {
  expect(readNumber(text)).toBe(value);
});

test('arrow keys go to the next multiple of the step', () => {
  const range: NumberRange = { min: 0, max: 1, step: 0.01 };
  expect(stepped(0.3, 1, range)).toBe(0.31);
  expect(stepped(0.3, -1, range)).toBe(0.29);
  expect(stepped(0.123, 1, range)).toBe(0.13);
  expect(stepped(0.3, 1, range, true)).toBe(0.4);
  expect(stepped(1, 1, range)).toBe(1);
});

test('on a log range they climb 1, 2, 5, 10', () => {
  const range: NumberRange = { min: 1e-7, max: 10, log: true };
  expect(stepped(0.001, 1, range)).toBe(0.002);
  expect(stepped(0.002, 1, range)).toBe(0.005);
  expect(stepped(0.005, 1, range)).toBe(0.01);
  expect(stepped(0.001, -1, range)).toBe(0.0005);
  expect(stepped(0.0013, -1, range)).toBe(0.001);
  expect(stepped(0.001, 1, range, true)).toBe(0.01);
  expect(stepped(10, 1, range)).toBe(10);
  expect(stepped(1e-7, -1, range)).toBe(1e-7);
});

test('a log range that reaches 0 gets there and back', () => {
  const range: NumberRange = { min: 0, max: 1, log: true };
  expect(stepped(1e-6, -1, range)).toBe(0);
  expect(stepped(0, 1, range)).toBe(1e-6);
  expect(stepped(0, -1, range)).toBe(0);
});

test('a step always moves, unless it is at the end, and never leaves the range', () => {
  fc.assert(
    fc.property(fc.double({ min: 1e-7, max: 10, noNaN: true }), fc.boolean(), fc.boolean(), (value, log, large) => {
      const range: NumberRange = { min: 1e-7, max: 10, log, step: 0.1 };
      const up = stepped(value, 1, range, large);
      const down = stepped(value, -1, range, large);
      expect(up).toBeLessThanOrEqual(10);
      expect(down).toBeGreaterThanOrEqual(1e-7);
      expect(up > value || value > 9.9).toBe(true);
      expect(down < value || value < 1.1e-7).toBe(true);
    }),
  );
});

test('values are brought into the range, whole where asked for', () => {
  expect(withinRange(5.4, { min: 0, max: 10, integer: true })).toBe(5);
  expect(withinRange(50, { min: 0, max: 10 })).toBe(10);
  expect(Object.is(withinRange(-0, { min: -1, max: 1 }), 0)).toBe(true);
});
