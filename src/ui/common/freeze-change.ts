import type { NetworkAnalysis } from '../../domain/network/analysis';
import type { CommandArguments } from '../../experiment/commands';
import type { Experiment } from '../../experiment/schema';

/**
 * What freezing these layers comes to: those of them that learn stand still from then on, or, where
 * all of these do already, move again. Undefined where none of them learns.
 */
export function freezeChange(
  { network }: Pick<Experiment, 'network'>,
  { parameterCounts }: Pick<NetworkAnalysis, 'parameterCounts'>,
  ids: readonly string[],
): CommandArguments<'layer.freeze'> | undefined {
  const learning = network.layers.filter(({ id }) => ids.includes(id) && (parameterCounts.get(id) ?? 0) > 0);
  if (learning.length === 0) return undefined;
  return { ids: learning.map(({ id }) => id), frozen: !learning.every(({ frozen }) => frozen === true) };
}
