/** Cosines this near to 0 come and go with the batch: two gradients that have nothing to do with each other. */
const noise = 0.1;

/** True for a cosine that says neither that two tasks agree nor that they conflict. */
export function isNoise(cosine: number): boolean {
  return Math.abs(cosine) <= noise;
}
