import { turnedDigits as facts } from '../../domain/datasets/turned-digits';
import type { Derivation } from './derivation';
import { turnedExample } from './quarter-turns';

/** Digits turned by quarter turns: example i is image i, and keeps its class: a turned 6 is no 9. */
export const turnedDigits = {
  fields: facts.fields,
  compose: (images, seed, index) => {
    const { image, label, turn } = turnedExample(images, seed, index, facts.fields.image.shape);
    return { image, digit: label, turn };
  },
} as const satisfies Derivation;
