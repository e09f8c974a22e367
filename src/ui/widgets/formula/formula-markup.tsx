import { Fragment, type ReactNode } from 'react';

/**
 * Characters that stand low by themselves, and what is drawn instead: many fonts have them too
 * small to tell i from j.
 */
const low = 'ᵢⱼₐ₊₋₀₁₂₃₄₅₆₇₈₉';
const plain = 'ija+−0123456789';

/** `_word`, `^(…)`, `^⌊…⌋`, `^word`, and a run of low characters. */
const parts = /_(?<index>\p{L}+)|\^(?:\((?<group>[^()]*)\)|(?<high>⌊[^⌋]*⌋|\p{L}+))|(?<signs>[ᵢⱼₐ₊₋₀-₉]+)/gu;

/**
 * A formula as the catalogues write it, in one line of text, with its indices below, its exponents
 * above and its blanks where lines may end.
 */
export function formulaMarkup(text: string): ReactNode {
  return drawn(unbroken(text));
}

/** Lines may end before an operator, but not behind it, nor within the innermost brackets. */
function unbroken(text: string): string {
  return text.replace(/([/Σ∇·=≥<]) /g, '$1\u00a0').replace(/\([^()]*\)/g, (inner) => inner.replaceAll(' ', '\u00a0'));
}

function drawn(text: string): ReactNode {
  const pieces: ReactNode[] = [];
  let end = 0;
  for (const { 0: whole, index, groups } of text.matchAll(parts)) {
    const { index: word, group, high, signs } = groups ?? {};
    const above = group ?? high;
    pieces.push(text.slice(end, index));
    if (above !== undefined) pieces.push(<sup>{drawn(above)}</sup>);
    else pieces.push(<sub>{word ?? Array.from(signs ?? '', (sign) => plain[low.indexOf(sign)])}</sub>);
    end = index + whole.length;
  }
  pieces.push(text.slice(end));
  // The pieces of a text never change places.
  return pieces.map((piece, index) => <Fragment key={index}>{piece}</Fragment>);
}
