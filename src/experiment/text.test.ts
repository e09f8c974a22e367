import { expect, it } from 'vitest';
import { cleanText } from './text';

it('cuts between characters, never through one', () => {
  expect(cleanText('abc🎈', 4, false)).toBe('abc');
  expect(cleanText('abc🎈', 5, false)).toBe('abc🎈');
  expect(cleanText('🎈'.repeat(50), 7, false)).toBe('🎈🎈🎈');
});

it('takes out what controls and what turns the writing, and joins lines where there is one', () => {
  expect(cleanText('a\u0007b\u200fc\u2066d\udc00', 20, true)).toBe('abcd');
  expect(cleanText('one\r\ntwo\rthree', 20, true)).toBe('one\ntwo\nthree');
  expect(cleanText('one\ntwo', 20, false)).toBe('one two');
});

it('leaves all other writing as it is', () => {
  const text = '多任务学习 – “naïve” <b>&amp;</b> שלום مرحبا 👩‍🔬';
  expect(cleanText(text, 120, false)).toBe(text);
});
