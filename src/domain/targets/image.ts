import type { Target } from './target';

/** The image itself, its pixels in [0, 1]. */
export const image: Target = {
  id: 'image',
  outputShape: (shape) => shape,
  storage: 'numbers',
  encode: undefined,
  answer: (_label, bytes) => Float32Array.from(bytes, (byte) => byte / 255),
  activation: 'none',
  decode: (output) => output,
  scale: 1,
  classes: [],
  isPicture: true,
};
