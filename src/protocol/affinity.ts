/** Task affinities (TAG, Fifty et al. 2021), measured on the batch of the next step. */
export interface Affinity {
  /** Steps taken when it was measured. */
  readonly step: number;
  /**
   * [tasks][tasks] row i: 1 − L_j(after a step on task i alone) / L_j(before), for every task j.
   * Above 0 the step helped. The step is plain gradient descent at the present learning rate, on
   * the shared weights alone.
   */
  readonly effects: readonly (readonly number[])[];
}
