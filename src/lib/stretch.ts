/** A piece of a long vector: where it begins, and how many values it has. */
export interface Stretch {
  readonly offset: number;
  readonly size: number;
}
