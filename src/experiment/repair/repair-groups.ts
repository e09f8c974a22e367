import { isRecord, own } from '../../lib/json';
import { limits } from '../limits';
import { groupRoles, idPattern, type ExperimentGroup, type ExperimentLayer, type ExperimentNetwork } from '../schema';
import { cleanText } from '../text';
import { list, numberField, pathOf, type Source } from './fields';

/**
 * The groups of layers: of each what is there and in no group before, and none where nothing is.
 * Absent, as in documents from before there were any, means none.
 */
export function repairGroups(network: Source, layers: readonly ExperimentLayer[], tasks: readonly string[]): Pick<ExperimentNetwork, 'folded'> {
  if (own(network.raw, 'folded') === undefined) return {};
  const free = new Set(layers.map((layer) => layer.id));
  const groups: ExperimentGroup[] = [];
  for (const [index, raw] of list(network, 'folded', limits.layers).entries()) {
    const unnamed = pathOf(network, `folded.${index}`);
    const id = isRecord(raw) ? own(raw, 'id') : undefined;
    if (!isRecord(raw) || typeof id !== 'string' || !idPattern.test(id)) {
      network.log.note(unnamed, 'dropped-bad-id');
    } else if (groups.some((group) => group.id === id)) {
      network.log.note(unnamed, 'dropped-duplicate');
    } else {
      const group = repairGroup({ raw, path: pathOf(network, `folded.${id}`), log: network.log }, id, free, tasks);
      if (group !== undefined) groups.push(group);
    }
  }
  return groups.length === 0 ? {} : { folded: groups };
}

/** Takes its layers out of those that are free. */
function repairGroup(group: Source, id: string, free: Set<string>, tasks: readonly string[]): ExperimentGroup | undefined {
  const given = list(group, 'layers', limits.layers);
  const layers = given.filter((layer): layer is string => typeof layer === 'string' && free.delete(layer));
  if (layers.length < given.length || layers.length === 0) group.log.note(group.path, 'dropped-from-group', { count: Math.max(1, given.length - layers.length) });
  if (layers.length === 0) return undefined;
  const [name, role, task] = [own(group.raw, 'name'), own(group.raw, 'role'), own(group.raw, 'task')];
  const written = typeof name === 'string' ? cleanText(name, limits.name, false) : '';
  const known = groupRoles.find((one) => one === role);
  const owner = tasks.find((one) => one === task);
  if (name !== undefined && written !== name) group.log.note(pathOf(group, 'name'), 'replaced', { used: written });
  if (role !== undefined && known === undefined) group.log.note(pathOf(group, 'role'), 'dropped-unknown-kind');
  if (task !== undefined && owner === undefined) group.log.note(pathOf(group, 'task'), 'unknown-task');
  const open = own(group.raw, 'open');
  if (open !== undefined && open !== true) group.log.note(pathOf(group, 'open'), 'replaced', { used: 'false' });
  return {
    id,
    ...(written === '' ? {} : { name: written }),
    ...(known === undefined ? {} : { role: known }),
    ...(owner === undefined ? {} : { task: owner }),
    ...(own(group.raw, 'number') === undefined ? {} : { number: numberField(group, 'number', [1, limits.layers], true, 1) }),
    layers,
    ...(open === true ? { open } : {}),
  };
}
