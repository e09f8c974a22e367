import * as v from 'valibot';
import { liveSettings, readLiveSettings, withLiveSettings, type LiveSettings } from '../../experiment/live-settings';
import { soundDocument } from '../../experiment/read-document';
import type { Experiment } from '../../experiment/schema';
import { isRecord, own } from '../../lib/json';
import { deviceIds, type DevicePreference } from '../../protocol/device';
import type { RunState } from '../../protocol/run-state';

/** A document that needs no repair; undefined for anything else. */
export function decodeExperiment(raw: unknown): Experiment | undefined {
  const read = v.safeParse(soundDocument, raw);
  return read.success ? read.output : undefined;
}

/** The preferred device; undefined for anything that is none. */
export function decodeDevice(raw: unknown): DevicePreference | undefined {
  return raw === 'auto' ? raw : deviceIds.find((device) => device === raw);
}

/**
 * The state of a training of this document; undefined unless it is whole. That it fits the network
 * is for the engine to say.
 */
export function decodeRunState(raw: unknown, experiment: Experiment): RunState | undefined {
  if (!isRecord(raw) || own(raw, 'version') !== 1) return undefined;
  const step = own(raw, 'step');
  const weights = own(raw, 'weights');
  const balancing = own(raw, 'balancing');
  const live = decodeLive(own(raw, 'live'), experiment);
  if (!isCount(step) || !(weights instanceof Float32Array) || !isRecord(balancing) || live === undefined) return undefined;
  const slots = decodeList(own(raw, 'slots'), (slot) => (isFloats(slot, weights.length) ? slot : undefined));
  const statistics = own(raw, 'statistics');
  const engine = own(raw, 'engine');
  const since = own(balancing, 'since');
  const memory = own(balancing, 'memory');
  const state = decodeList(own(balancing, 'state'), decodeNumber);
  const rawGroups = own(balancing, 'groups');
  const groups = rawGroups === undefined ? undefined : decodeList(rawGroups, decodeGroup);
  if (rawGroups !== undefined && groups === undefined) return undefined;
  const learned = decodeList(own(balancing, 'learned'), decodeNumber);
  const learnedSlots = decodeList(own(balancing, 'learnedSlots'), (slot) => decodeList(slot, decodeNumber));
  if (slots === undefined || !isCount(since) || state === undefined || learned === undefined || learnedSlots === undefined) return undefined;
  const optional = { ...(isCount(engine) ? { engine } : {}), ...(statistics instanceof Float32Array ? { statistics } : {}) };
  return { version: 1, step, weights, slots, ...optional, balancing: { since, state, learned, learnedSlots, ...(memory instanceof Float32Array ? { memory } : {}), ...(groups === undefined ? {} : { groups }) }, live };
}

/** What a balancing method keeps of one group of tasks. */
function decodeGroup(raw: unknown): NonNullable<RunState['balancing']['groups']>[number] | undefined {
  if (!isRecord(raw)) return undefined;
  const tasks = decodeList(own(raw, 'tasks'), (task) => (isCount(task) ? task : undefined));
  const state = decodeList(own(raw, 'state'), decodeNumber);
  const memory = own(raw, 'memory');
  if (tasks === undefined || state === undefined) return undefined;
  return { tasks, state, ...(memory instanceof Float32Array ? { memory } : {}) };
}

/** Live settings are sound when the document is with them in it; undefined for all others. */
export function decodeLive(raw: unknown, experiment: Experiment): LiveSettings | undefined {
  const live = readLiveSettings(raw);
  if (live?.weights.length !== experiment.tasks.length) return undefined;
  const document = decodeExperiment(withLiveSettings(experiment, live));
  return document === undefined ? undefined : liveSettings(document);
}

/** The list, when every item of it is sound. */
function decodeList<Item>(raw: unknown, decode: (item: unknown) => Item | undefined): readonly Item[] | undefined {
  if (!Array.isArray(raw)) return undefined;
  const items: Item[] = [];
  for (const one of raw) {
    const item = decode(one);
    if (item === undefined) return undefined;
    items.push(item);
  }
  return items;
}

function decodeNumber(raw: unknown): number | undefined {
  return typeof raw === 'number' ? raw : undefined;
}

function isCount(raw: unknown): raw is number {
  return typeof raw === 'number' && Number.isInteger(raw) && raw >= 0;
}

function isFloats(raw: unknown, length: number): raw is Float32Array {
  return raw instanceof Float32Array && raw.length === length;
}
