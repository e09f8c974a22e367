/** Per task 1 for an example that it has a label for, 0 for another, [batch]; undefined where it has all. */
export type LabelWeights = readonly (Float32Array | undefined)[];

/** Per task, the sum of what its examples count; undefined where none has weights. */
export function weighedOf(weights: LabelWeights): readonly (number | undefined)[] | undefined {
  if (weights.every((own) => own === undefined)) return undefined;
  return weights.map((own) => own?.reduce((sum, weight) => sum + weight, 0));
}

/** Per task, how many of so many examples it has a label for; undefined where none is missing. */
export function labelledOf(weights: LabelWeights, examples: number): readonly number[] | undefined {
  if (weights.every((own) => own === undefined)) return undefined;
  return weights.map((own) => (own === undefined ? examples : own.reduce((sum, label) => sum + label, 0)));
}
