import type { BalancingId } from './balancing-methods';

/**
 * What a method kept of a group of so many tasks in a run state of version 1, as it is kept now.
 * There one count of epochs, steps or updates was for all tasks of the group, which had always been
 * in the same steps; dwa and gradnorm kept nothing before their first step.
 */
export function stateOfVersion1(method: BalancingId, state: readonly number[], tasks: number): readonly number[] {
  const forEach = (count: number) => Array.from({ length: tasks }, () => count);
  switch (method) {
    case 'dwa': {
      const [epoch = 0, steps = 0, ...lists] = state;
      const list = (place: number) => (lists.length > place * tasks ? lists.slice(place * tasks, (place + 1) * tasks) : forEach(0));
      // Sums, and then the means of up to two epochs, the latest last.
      const means = Math.max(0, lists.length / tasks - 1);
      const [newer, older] = means === 2 ? [list(2), list(1)] : [list(1), forEach(0)];
      return [...forEach(epoch), ...forEach(steps), ...list(0), ...forEach(means), ...newer, ...older];
    }
    case 'stch':
    case 'famo': {
      const [count = 0, ...lists] = state;
      return [...forEach(count), ...lists];
    }
    case 'gradnorm':
      return state.length === 0 ? forEach(0).flatMap((zero) => [zero, zero]) : state;
    default:
      return state;
  }
}
