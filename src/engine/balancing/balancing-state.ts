import { tensor1d, type Tensor1D } from '@tensorflow/tfjs-core';
import { beforeFirstStep } from '../../domain/balancing/balancing-method';
import { balancingMethod, type BalancingId } from '../../domain/balancing/balancing-methods';
import { groupsBeforeFirstStep, oneGroup, type GroupState } from '../../domain/balancing/task-groups';

/** What a balancing method carries from step to step. */
export interface BalancingState {
  readonly method: BalancingId;
  /** Steps taken, less the method's own: it counts its steps from there. */
  readonly since: number;
  /**
   * What it keeps of each group of tasks, which are places among the plan's balanced ones. Never
   * written to.
   */
  readonly groups: readonly GroupState[];
  /** [tasks] what the optimiser learns for the method, on the device; none for most methods. */
  readonly learned: Tensor1D | undefined;
  /** The optimiser's vectors for it. */
  readonly learnedSlots: readonly Tensor1D[];
}

/** A method's state before its first step. */
export function initialBalancing(method: BalancingId, tasks: number, since: number, slots: number): BalancingState {
  const { learned } = beforeFirstStep(balancingMethod(method), tasks);
  const none = learned.length === 0;
  return {
    method,
    since,
    groups: groupsBeforeFirstStep(balancingMethod(method), oneGroup(tasks)),
    learned: none ? undefined : tensor1d([...learned]),
    learnedSlots: none ? [] : Array.from({ length: slots }, () => tensor1d(learned.map(() => 0))),
  };
}
