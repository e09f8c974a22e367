import { isRecord, own, sameJson } from '../../lib/json';

/*
 * The difference between two documents, as a JSON merge patch (RFC 7386: only what differs; null
 * deletes a key) with two shorthands. A list of things with ids is written as its items in order,
 * where a bare id means "as in the base" and an object with an id that the base has means "as
 * there, with this merged in". Wires are written as pairs of places in the list of layers, all in
 * one row of numbers.
 */

/** What is different in `value`; undefined if nothing is. Both are JSON values. */
export function difference(base: unknown, value: unknown): unknown {
  if (isList(base) && isList(value)) {
    if (sameJson(base, value)) return undefined;
    return haveIds(base) && haveIds(value) ? value.map((item) => itemDifference(base, item)) : value;
  }
  if (!isRecord(base) || !isRecord(value)) return base === value ? undefined : value;
  const keys = new Set([...Object.keys(base), ...Object.keys(value)]);
  const changed = [...keys].flatMap((key) => {
    const change = Object.hasOwn(value, key) ? difference(own(base, key), value[key]) : null;
    return change === undefined ? [] : [[key, change] as const];
  });
  return changed.length === 0 ? undefined : Object.fromEntries(changed);
}

function itemDifference(base: readonly Identified[], item: Identified): unknown {
  const before = base.find((candidate) => candidate.id === item.id);
  if (before === undefined) return item;
  const change = difference(before, item);
  return isRecord(change) ? { id: item.id, ...change } : item.id;
}

/**
 * The document that a difference describes. Whatever the difference is, the result is some JSON
 * value; recursion is as deep as the base.
 */
export function applyDifference(base: unknown, change: unknown): unknown {
  if (change === undefined) return base;
  if (isList(base) && isList(change) && haveIds(base)) return change.map((item) => appliedItem(base, item));
  if (!isRecord(base) || !isRecord(change)) return change;
  const kept = Object.entries(base).filter(([key]) => own(change, key) !== null);
  const merged = kept.map(([key, value]) => [key, applyDifference(value, own(change, key))] as const);
  const added = Object.entries(change).filter(([key, value]) => value !== null && !Object.hasOwn(base, key));
  return Object.fromEntries([...merged, ...added]);
}

function appliedItem(base: readonly Identified[], item: unknown): unknown {
  const id = isRecord(item) ? own(item, 'id') : item;
  const before = base.find((candidate) => candidate.id === id);
  if (before === undefined) return item;
  return isRecord(item) ? applyDifference(before, item) : before;
}

type Identified = Readonly<Record<string, unknown>> & { readonly id: string };

function isList(value: unknown): value is readonly unknown[] {
  return Array.isArray(value);
}

function haveIds(items: readonly unknown[]): items is readonly Identified[] {
  return items.every((item) => isRecord(item) && typeof own(item, 'id') === 'string');
}

/** A document with its wires as one row of numbers, and layers of groups as numbers. */
export function withNumberedWires(document: unknown): unknown {
  return withNetwork(
    document,
    (ids, wires) => wires.flatMap((wire) => (isRecord(wire) ? [ids.indexOf(wire['from']), ids.indexOf(wire['to'])] : [])),
    (ids, layer) => ids.indexOf(layer),
  );
}

/**
 * A document with its row of numbers as wires again, and names in groups; numbers that name no layer
 * make a wire to nowhere. Other lists stay as they are.
 */
export function withNamedWires(document: unknown): unknown {
  return withNetwork(
    document,
    (ids, numbers) => {
      if (!numbers.every((number) => typeof number === 'number')) return numbers;
      return Array.from({ length: Math.ceil(numbers.length / 2) }, (_, index) => ({
        from: ids[numbers[2 * index] ?? -1] ?? '',
        to: ids[numbers[2 * index + 1] ?? -1] ?? '',
      }));
    },
    (ids, layer) => (typeof layer === 'number' ? (ids[layer] ?? '') : layer),
  );
}

function withNetwork(
  document: unknown,
  change: (ids: readonly unknown[], wires: readonly unknown[]) => unknown,
  changeLayer: (ids: readonly unknown[], layer: unknown) => unknown,
): unknown {
  if (!isRecord(document)) return document;
  const network = own(document, 'network');
  if (!isRecord(network)) return document;
  const [layers, wires, groups] = [own(network, 'layers'), own(network, 'wires'), own(network, 'folded')];
  if (!isList(layers) || !isList(wires)) return document;
  const ids = layers.map((layer) => (isRecord(layer) ? own(layer, 'id') : undefined));
  const inGroup = (group: unknown) => {
    const members = isRecord(group) ? own(group, 'layers') : undefined;
    return isRecord(group) && isList(members) ? { ...group, layers: members.map((layer) => changeLayer(ids, layer)) } : group;
  };
  return { ...document, network: { ...network, wires: change(ids, wires), ...(isList(groups) ? { folded: groups.map(inGroup) } : {}) } };
}
