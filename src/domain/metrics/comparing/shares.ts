/** Standard errors that 95 % of normal values lie within. */
const reach = 1.96;

/** A share, such as an accuracy, and over how many images it was counted. */
export interface CountedShare {
  /** From 0 to 1. */
  readonly share: number;
  readonly images: number;
}

/**
 * True if two shares are further apart than 95 % of such pairs would be if only the choice of the
 * images made them differ: the normal approximation |p₁ − p₂| > 1.96 √(p₁(1 − p₁)/n₁ + p₂(1 −
 * p₂)/n₂) (Wald). On the same images it asks for more than it must. It knows nothing of seeds:
 * another one may give another answer. False where a share is not a number.
 */
export function sharesDiffer(first: CountedShare, second: CountedShare): boolean {
  const variance = [first, second].reduce((sum, { share, images }) => sum + (share * (1 - share)) / images, 0);
  return Math.abs(first.share - second.share) > reach * Math.sqrt(variance);
}
