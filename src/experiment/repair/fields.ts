import { isAllowed, nearestAllowed, type ParameterSpecs, type ParameterValue } from '../../domain/parameters';
import { isRecord, own } from '../../lib/json';
import { nearest } from '../edits/numbers';
import { cleanText } from '../text';
import type { RepairLog } from './repair-log';

/** An object from outside, the path that leads to it, and where to note what was repaired in it. */
export interface Source {
  readonly raw: Readonly<Record<string, unknown>>;
  readonly path: string;
  readonly log: RepairLog;
}

/**
 * The part of an object under a key; empty if it is none, so that each of its fields is missing.
 */
export function part(source: Source, key: string): Source {
  const raw = own(source.raw, key);
  return { raw: isRecord(raw) ? raw : {}, path: pathOf(source, key), log: source.log };
}

/** A list under a key, cut at the limit; empty if it is none. */
export function list(source: Source, key: string, limit: number): readonly unknown[] {
  const raw = own(source.raw, key);
  if (!Array.isArray(raw)) {
    source.log.note(pathOf(source, key), raw === undefined ? 'missing' : 'replaced', { used: '[]' });
    return [];
  }
  if (raw.length > limit) source.log.note(pathOf(source, key), 'shortened', { given: raw.length, limit });
  return raw.slice(0, limit);
}

/** A number within a range: the nearest one to what is given, `fallback` for what is no number. */
export function numberField(
  source: Source,
  key: string,
  range: readonly [number, number],
  whole: boolean,
  fallback: number,
): number {
  const given = own(source.raw, key);
  if (typeof given !== 'number' || Number.isNaN(given)) return replaced(source, key, fallback);
  const used = nearest(given, range, whole);
  if (used !== given)
    source.log.note(pathOf(source, key), given < range[0] || given > range[1] ? 'clamped' : 'rounded', { given, used });
  return used;
}

/** A value that the check lets through, or `fallback`. */
export function checkedField<Value extends string | boolean>(
  source: Source,
  key: string,
  check: (value: unknown) => value is Value,
  fallback: Value,
): Value {
  const given = own(source.raw, key);
  return check(given) ? given : replaced(source, key, fallback);
}

/** Text without what could do harm, cut at the limit. */
export function textField(source: Source, key: string, limit: number, lines: boolean, fallback: string): string {
  const given = own(source.raw, key);
  if (typeof given !== 'string') return replaced(source, key, fallback);
  const used = cleanText(given, limit, lines);
  if (used !== given) source.log.note(pathOf(source, key), given.length > limit ? 'shortened' : 'characters-removed', { given: given.length, limit });
  return used;
}

/**
 * Parameters by their descriptions: unknown ones are left out, wrong ones repaired; missing ones
 * stay missing and mean the default.
 */
export function valuesField(source: Source, key: string, specs: ParameterSpecs): Record<string, ParameterValue> {
  const raw = own(source.raw, key);
  if (!isRecord(raw)) {
    source.log.note(pathOf(source, key), raw === undefined ? 'missing' : 'replaced', { used: '{}' });
    return {};
  }
  const kept: [string, ParameterValue][] = [];
  const values: Source = { raw, path: pathOf(source, key), log: source.log };
  for (const [name, given] of Object.entries(raw)) {
    const spec = own(specs, name);
    if (spec === undefined) {
      source.log.note(values.path, 'dropped-unknown-parameter', { name: cleanText(name, 40, false) });
      continue;
    }
    const used = nearestAllowed(spec, given);
    if (!isAllowed(spec, given)) {
      if (typeof given === 'number' && typeof used === 'number')
        source.log.note(pathOf(values, name), 'clamped', { given, used });
      else source.log.note(pathOf(values, name), 'replaced', { used: String(used) });
    }
    kept.push([name, typeof used === 'number' ? used + 0 : used]);
  }
  return Object.fromEntries(kept);
}

/** The path of a field of an object. */
export function pathOf(source: Source, key: string): string {
  return source.path === '' ? key : `${source.path}.${key}`;
}

function replaced<Value extends string | number | boolean>(source: Source, key: string, used: Value): Value {
  source.log.note(pathOf(source, key), own(source.raw, key) === undefined ? 'missing' : 'replaced', { used: String(used) });
  return used;
}
