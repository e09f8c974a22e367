import * as v from 'valibot';
import { stateOfVersion1 } from '../../domain/balancing/states-of-version-1';
import { adversaries } from '../../domain/network/adversaries';
import { liveSettings, readLiveSettings, withLiveSettings, type LiveSettings } from '../../experiment/live-settings';
import { soundDocument } from '../../experiment/read-document';
import type { Experiment } from '../../experiment/schema';
import { deviceIds, type DevicePreference } from '../../protocol/device';
import type { RunState } from '../../protocol/run-state';
import { float, floats, whole } from './stored-values';

const floatList = v.array(float);

/** What a balancing method keeps, of all tasks or of a group of them. */
const kept = { state: floatList, memory: v.exactOptional(floats) };

const runStateSchema = v.object({
  version: v.picklist([1, 2]),
  engine: v.exactOptional(whole),
  step: whole,
  weights: floats,
  slots: v.array(floats),
  statistics: v.exactOptional(floats),
  balancing: v.object({
    ...kept,
    since: whole,
    groups: v.exactOptional(v.array(v.object({ ...kept, tasks: v.array(whole) }))),
    learned: floatList,
    learnedSlots: v.array(floatList),
  }),
  live: v.unknown(),
});

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
 * The state of a training of this document, of this version or the one before; undefined unless it
 * is whole. That it fits the network
 * is for the engine to say.
 */
export function decodeRunState(raw: unknown, experiment: Experiment): RunState | undefined {
  const read = v.safeParse(runStateSchema, raw);
  if (!read.success) return undefined;
  const { version, weights, slots, balancing } = read.output;
  const live = decodeLive(read.output.live, experiment);
  if (live === undefined || slots.some((slot) => slot.length !== weights.length)) return undefined;
  return { ...read.output, version: 2, balancing: version === 1 ? balancingOfVersion1(experiment, live, balancing) : balancing, live };
}

/**
 * What a run state of version 1 says of balancing, as it is said now, so that going on from it
 * equals going on then.
 */
function balancingOfVersion1({ network, tasks }: Experiment, live: LiveSettings, balancing: RunState['balancing']): RunState['balancing'] {
  const { method } = live.balancing;
  if (balancing.groups !== undefined) {
    return { ...balancing, groups: balancing.groups.map((group) => ({ ...group, state: stateOfVersion1(method, group.state, group.tasks.length) })) };
  }
  const balanced = tasks.length - adversaries(network, tasks.map(({ id }) => id)).length;
  return { ...balancing, state: stateOfVersion1(method, balancing.state, balanced) };
}

/** Live settings are sound when the document is with them in it; undefined for all others. */
export function decodeLive(raw: unknown, experiment: Experiment): LiveSettings | undefined {
  const live = readLiveSettings(raw);
  if (live?.weights.length !== experiment.tasks.length) return undefined;
  const document = decodeExperiment(withLiveSettings(experiment, live));
  return document === undefined ? undefined : liveSettings(document);
}
