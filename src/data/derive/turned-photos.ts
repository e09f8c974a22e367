import { turnedPhotos as facts } from '../../domain/datasets/turned-photos';
import type { Derivation } from './derivation';
import { turnedExample } from './quarter-turns';

/** Photographs turned by quarter turns: example i is image i, and keeps its class. */
export const turnedPhotos = {
  fields: facts.fields,
  compose: (images, seed, index) => {
    const { image, label, turn } = turnedExample(images, seed, index, facts.fields.image.shape);
    return { image, object: label, turn };
  },
} as const satisfies Derivation;
