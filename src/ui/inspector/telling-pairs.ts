import { lowestPair, type CosinePair } from '../../domain/metrics/conflict/cosines';

/** Within so much of 0 a cosine may well be chance. */
const noise = 0.1;

/** Two tasks, by their rows of the matrix, and what their cosine says. */
export interface ToldPair extends CosinePair {
  readonly verdict: 'disagree' | 'agree' | 'neither';
}

/**
 * The pairs of tasks that a sentence is about: the two that disagree the most, and the two that
 * agree the most if they do agree and are not the same two.
 * @param cosines [tasks][tasks]
 */
export function tellingPairs(cosines: readonly (readonly number[])[]): readonly ToldPair[] {
  const lowest = lowestPair(cosines);
  if (lowest === undefined) return [];
  const turned = lowestPair(cosines.map((row) => row.map((cosine) => -cosine)));
  const highest = turned === undefined ? lowest : { ...turned, cosine: -turned.cosine };
  const isSame = highest.first === lowest.first && highest.second === lowest.second;
  return [lowest, ...(isSame || highest.cosine <= noise ? [] : [highest])].map((pair) => ({ ...pair, verdict: verdictOf(pair.cosine) }));
}

function verdictOf(cosine: number): ToldPair['verdict'] {
  if (Math.abs(cosine) <= noise) return 'neither';
  return cosine < 0 ? 'disagree' : 'agree';
}
