/**
 * Task affinities (TAG; Fifty et al. 2021, "Efficiently Identifying Task Groupings for Multi-Task
 * Learning"): what a step on one task's loss alone does to another's, 1 − L_j(after the step on i)
 * / L_j(before), on one batch. Above 0 the step helped, below 0 it hurt.
 * @param before [tasks] the losses before any step
 * @param after [tasks][tasks] row i: the losses after a step on task i alone, taken from the same
 * weights each time
 * @returns [tasks][tasks] row i: the effect of task i on each; NaN where a loss was 0 before, or is
 * missing
 */
export function affinityMatrix(before: readonly number[], after: readonly (readonly number[])[]): readonly (readonly number[])[] {
  return after.map((losses) =>
    before.map((loss, task) => (loss === 0 ? Number.NaN : 1 - (losses[task] ?? Number.NaN) / loss)),
  );
}
