import type { Target } from './target';

/** No share counts as nearer to 0 or 1 than that: its logarithm would not be finite. */
const least = 1e-6;

/**
 * What a head puts out that says the same of every example, and has seen no more of them than their
 * answers: the frequencies of classes, of which the commonest is then the answer, likewise for each
 * pixel of a mask; of levels the median; the mean of all other numbers.
 * @param answers of each example what the loss takes (`Target.encode`); one at the least
 * @param size how many values the head has for an example
 */
export function constantOutput({ activation, storage }: Pick<Target, 'activation' | 'storage'>, answers: readonly Float32Array[], size: number): Float32Array {
  const cells = answers[0]?.length ?? 0;
  const share = (holds: (answer: Float32Array) => boolean) => answers.filter(holds).length / answers.length;
  if (activation === 'softmax') {
    const classes = size / cells;
    return Float32Array.from({ length: size }, (_, place) => {
      const cell = Math.floor(place / classes);
      return Math.log(Math.max(least, share((answer) => answer[cell] === place % classes)));
    });
  }
  if (storage === 'index') return Float32Array.from({ length: size }, (_, level) => logit(share((answer) => (answer[0] ?? 0) > level)));
  return Float32Array.from({ length: size }, (_, place) => {
    const mean = answers.reduce((sum, answer) => sum + (answer[place] ?? 0), 0) / answers.length;
    return activation === 'sigmoid' ? logit(mean) : mean;
  });
}

function logit(share: number): number {
  const within = Math.min(1 - least, Math.max(least, share));
  return Math.log(within / (1 - within));
}
