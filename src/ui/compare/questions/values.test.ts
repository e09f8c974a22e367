import { describe, expect, it } from 'vitest';
import { readValues, spacedValues, usualSpacing, writeValues } from './values';

describe('a typed list', () => {
  it.each([
    ['0.1, 0.2,0.3', [0.1, 0.2, 0.3]],
    ['1e-4 1e-3; 1', [1e-4, 1e-3, 1]],
    ['１，２、3', [1, 2, 3]],
    ['', []],
    ['−2 5', [-2, 5]],
  ])('%s is read', (text, values) => expect(readValues(text)).toEqual(values));

  it('is refused as a whole where one of it is no number', () => expect(readValues('1, two, 3')).toBeUndefined());

  it('is read again as it was written', () => expect(readValues(writeValues([1e-7, 0.25, -3]))).toEqual([1e-7, 0.25, -3]));
});

describe('spaced values', () => {
  it('have equal ratios', () => expect(spacedValues({ from: 0.001, to: 0.1, count: 3, scale: 'log' }, false)).toEqual([0.001, 0.01, 0.1]));
  it('have equal distances', () => expect(spacedValues({ from: 0, to: 1, count: 5, scale: 'linear' }, false)).toEqual([0, 0.25, 0.5, 0.75, 1]));
  it('have equal distances where no ratio reaches 0', () =>
    expect(spacedValues({ from: 0, to: 1, count: 3, scale: 'log' }, false)).toEqual([0, 0.5, 1]));
  it('are whole and there once', () => expect(spacedValues({ from: 1, to: 3, count: 5, scale: 'linear' }, true)).toEqual([1, 2, 3]));
  it('are a single one', () => expect(spacedValues({ from: 2, to: 9, count: 1, scale: 'linear' }, true)).toEqual([2]));
});

it('a usual sweep holds the present value’s neighbourhood and stays in range', () => {
  expect(usualSpacing({ value: 0.001, min: 1e-7, max: 10, scale: 'log' })).toEqual({ from: 0.00025, to: 0.004, count: 3, scale: 'log' });
  expect(usualSpacing({ value: 0.9, min: 0, max: 1, scale: 'linear' })).toEqual({ from: 0.65, to: 1, count: 3, scale: 'linear' });
  expect(usualSpacing({ value: 0, min: 0, max: 1, scale: 'log' })).toEqual({ from: 0, to: 0.25, count: 3, scale: 'linear' });
});
