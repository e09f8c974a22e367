import { lowestPair, type CosinePair } from '../../domain/metrics/conflict/cosines';
import { isNoise } from '../common/conflict/noise';

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
  return [lowest, ...(isSame || highest.cosine <= 0 || isNoise(highest.cosine) ? [] : [highest])].map((pair) => ({ ...pair, verdict: verdictOf(pair.cosine) }));
}

function verdictOf(cosine: number): ToldPair['verdict'] {
  if (isNoise(cosine)) return 'neither';
  return cosine < 0 ? 'disagree' : 'agree';
}
