import { renderToStaticMarkup } from 'react-dom/server';
import { expect, it } from 'vitest';
import { formulaMarkup } from './formula-markup';

it.each([
  ['Lᵢ + gⱼ', 'L<sub>i</sub> + g<sub>j</sub>'],
  ['e^sᵢ · 2', 'e<sup>s<sub>i</sub></sup> ·\u00a02'],
  ['(Π Lᵢ)^(1/K)', '(Π\u00a0L<sub>i</sub>)<sup>1/K</sup>'],
  ['√λ_min V', '√λ<sub>min</sub> V'],
  ['γ^⌊epochs / n⌋', 'γ<sup>⌊epochs /\u00a0n⌋</sup>'],
  ['log₁₀ (1 / MSE)', 'log<sub>10</sub> (1\u00a0/\u00a0MSE)'],
  ['p₊ > p₋', 'p<sub>+</sub> &gt; p<sub>−</sub>'],
])('%s has its indices below and its exponents above', (text, markup) => {
  expect(renderToStaticMarkup(formulaMarkup(text))).toBe(markup);
});
