import { ok } from '../../lib/result';
import { shownNetwork } from '../groups';
import { limits } from '../limits';
import type { Experiment, ExperimentGroup } from '../schema';
import { cleanText } from '../text';
import { freeId } from './ids';
import { column, onCanvas, row } from './placing';
import { refuse, type Edited } from './refusal';

/** Layers as one group, folded; they leave the groups that they were in. */
export function groupLayers(experiment: Experiment, args: { readonly ids: readonly string[] }): Edited {
  const layers = experiment.network.layers.flatMap(({ id }) => (args.ids.includes(id) ? [id] : []));
  if (layers.length < 2) return refuse('nothing-to-group');
  const { folded = [] } = experiment.network;
  const others = folded.map((group) => ({ ...group, layers: group.layers.filter((id) => !layers.includes(id)) }));
  return ok(closed(withGroups(experiment, [...others, { id: freeId('group', folded, false), layers }]), layers));
}

/** The groups without these, whose layers stay. */
export function ungroup(experiment: Experiment, args: { readonly ids: readonly string[] }): Edited {
  const opened = foldGroups(experiment, { ids: args.ids, open: true });
  if (!opened.ok) return opened;
  return ok(withGroups(opened.value, (opened.value.network.folded ?? []).filter((group) => !args.ids.includes(group.id))));
}

/** A group's own name; without text it has the one of what it is again. */
export function renameGroup(experiment: Experiment, args: { readonly id: string; readonly name: string }): Edited {
  const name = cleanText(args.name, limits.name, false);
  return ok(
    changed(experiment, [args.id], ({ name: _former, ...group }) => (name === '' ? group : { ...group, name })),
  );
}

/**
 * Groups opened, or folded to boxes. What stands behind an opened one moves on to make room, and
 * back where that leaves columns or rows empty.
 */
export function foldGroups(experiment: Experiment, args: { readonly ids: readonly string[]; readonly open: boolean }): Edited {
  const turned = (experiment.network.folded ?? []).filter((group) => args.ids.includes(group.id) && (group.open === true) !== args.open);
  return ok(
    turned.reduce((before, { id, layers }) => {
      const after = changed(before, [id], ({ open: _former, ...group }) => (args.open ? { ...group, open: true } : group));
      return args.open ? opened(after, layers) : closed(after, layers);
    }, experiment),
  );
}

function changed(experiment: Experiment, ids: readonly string[], change: (group: ExperimentGroup) => ExperimentGroup): Experiment {
  return withGroups(experiment, (experiment.network.folded ?? []).map((group) => (ids.includes(group.id) ? change(group) : group)));
}

function withGroups(experiment: Experiment, groups: readonly ExperimentGroup[]): Experiment {
  const { folded: _former, ...network } = experiment.network;
  const kept = groups.filter((group) => group.layers.length > 0);
  return { ...experiment, network: kept.length === 0 ? network : { ...network, folded: [...kept] } };
}

/** The stretch that layers take along an axis, from the place of the first to that of the last. */
function stretch(experiment: Experiment, ids: readonly string[], axis: 'x' | 'y') {
  const places = experiment.network.layers.flatMap((layer) => (ids.includes(layer.id) ? [layer[axis]] : []));
  return { start: Math.min(...places), end: Math.max(...places) };
}

const steps = { x: column, y: row } as const;

/** Room for a group that was opened: what stands behind and below it moves on. */
function opened(experiment: Experiment, ids: readonly string[]): Experiment {
  return (['x', 'y'] as const).reduce((current, axis) => {
    const { start, end } = stretch(current, ids, axis);
    const behind = unitsBehind(current, ids, axis, start);
    const next = Math.min(...behind.map((unit) => unit[axis]));
    return moved(current, behind, axis, Math.max(0, end + steps[axis] - next));
  }, experiment);
}

/** What stood behind a group that was folded moves back over columns and rows that are empty now. */
function closed(experiment: Experiment, ids: readonly string[]): Experiment {
  return (['x', 'y'] as const).reduce((current, axis) => {
    const { start } = stretch(current, ids, axis);
    const behind = unitsBehind(current, ids, axis, start);
    const next = Math.min(...behind.map((unit) => unit[axis]));
    const before = shownNetwork(current.network).units.filter((unit) => unit[axis] < next);
    const last = Math.max(...before.map((unit) => unit[axis]));
    return moved(current, behind, axis, Math.min(0, last + steps[axis] - next));
  }, experiment);
}

/** What is drawn beyond the beginning of a group, without the group itself. */
function unitsBehind(experiment: Experiment, ids: readonly string[], axis: 'x' | 'y', start: number) {
  const { units } = shownNetwork(experiment.network);
  return units.filter((unit) => unit[axis] > start + steps[axis] / 2 && !unit.layers.some((layer) => ids.includes(layer.id)));
}

function moved(experiment: Experiment, units: ReturnType<typeof unitsBehind>, axis: 'x' | 'y', by: number): Experiment {
  if (by === 0 || units.length === 0) return experiment;
  const ids = new Set(units.flatMap((unit) => unit.layers.map((layer) => layer.id)));
  const layers = experiment.network.layers.map((layer) => (ids.has(layer.id) ? { ...layer, ...onCanvas({ x: layer.x, y: layer.y, [axis]: layer[axis] + by }) } : layer));
  return { ...experiment, network: { ...experiment.network, layers } };
}
