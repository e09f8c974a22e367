import { beforeAll, expect, it } from 'vitest';
import { formats } from '../../../i18n/format';
import { loadLateTexts, translator } from '../../../i18n/translate';
import { durationText } from './duration-text';

beforeAll(loadLateTexts);

it.each([
  [0, '≈ 10 s'],
  [12, '≈ 20 s'],
  [50, '≈ 50 s'],
  [51, '≈ 1 min'],
  [61, '≈ 2 min'],
  [5400, '≈ 90 min'],
  [5401, '≈ 2 h'],
  [8000, '≈ 2.5 h'],
])('%d seconds are %s', (seconds, text) => {
  expect(durationText({ t: translator('en'), format: formats('en') }, seconds)).toBe(text);
});
