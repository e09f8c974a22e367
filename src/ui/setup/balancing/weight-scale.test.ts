import { expect, test } from 'vitest';
import { sliderMaximum } from './weight-scale';

test('sliders reach 1 while weights sum to 1, else the next of 1, 2, 5, 10', () => {
  expect(sliderMaximum([0.5, 0.5], true)).toBe(1);
  expect(sliderMaximum([0.5, 0.5], false)).toBe(1);
  expect(sliderMaximum([1, 3], false)).toBe(5);
  expect(sliderMaximum([-4, 0], false)).toBe(1);
  expect(sliderMaximum([900], false)).toBe(1000);
});
