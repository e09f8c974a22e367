import { isStepNote } from '../../domain/balancing/step-notes';
import { classifierScores } from '../../domain/metrics/classifier-scores';
import { liveSettings, readLiveSettings, withLiveSettings, type LiveSettings } from '../../experiment/live-settings';
import { readExperiment } from '../../experiment/read-document';
import type { Experiment } from '../../experiment/schema';
import { isRecord, own } from '../../lib/json';
import { deviceIds, type DevicePreference } from '../../protocol/device';
import type { ConflictColumn, ConfusionCounts, LayerCoefficients, NotedSteps, TaskStep, TestPoint } from '../../protocol/metrics';
import type { RunState } from '../../protocol/run-state';
import type { RunRecord } from '../app-state';
import { RunSeries, type Mark, type StoredSeries } from '../runs/run-series';
import { sumsLengthOf, taskOf } from '../../experiment/context';

/** A run as it lies in the database. */
export type StoredRun = Omit<RunRecord, 'series'> & { readonly series: StoredSeries };

/** A document that needs no repair; undefined for anything else. */
export function decodeExperiment(raw: unknown): Experiment | undefined {
  const read = readExperiment(raw);
  return read.ok && read.value.repairs.length === 0 ? read.value.experiment : undefined;
}

/** The preferred device; undefined for anything that is none. */
export function decodeDevice(raw: unknown): DevicePreference | undefined {
  return raw === 'auto' ? raw : deviceIds.find((device) => device === raw);
}

/**
 * A run with its series, ready to be drawn and gone on with; undefined unless all of it is sound
 * and its parts fit each other.
 */
export function decodeRun(raw: unknown): RunRecord | undefined {
  if (!isRecord(raw)) return undefined;
  const id = own(raw, 'id');
  const startedAt = own(raw, 'startedAt');
  const experiment = decodeExperiment(own(raw, 'experiment'));
  if (typeof id !== 'string' || typeof startedAt !== 'number' || experiment === undefined) return undefined;
  const marks = decodeList(own(raw, 'marks'), decodeMark);
  const timeline = decodeList(own(raw, 'timeline'), (entry) => decodeChange(entry, experiment));
  const series = decodeSeries(own(raw, 'series'), experiment);
  return marks === undefined || timeline === undefined || series === undefined ? undefined : { id, startedAt, experiment, marks, timeline, series };
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

/** Live settings are sound when the document is with them in it. */
function decodeLive(raw: unknown, experiment: Experiment): LiveSettings | undefined {
  const live = readLiveSettings(raw);
  if (live?.weights.length !== experiment.tasks.length) return undefined;
  const document = decodeExperiment(withLiveSettings(experiment, live));
  return document === undefined ? undefined : liveSettings(document);
}

function decodeChange(raw: unknown, experiment: Experiment): RunRecord['timeline'][number] | undefined {
  if (!isRecord(raw)) return undefined;
  const step = own(raw, 'step');
  const live = decodeLive(own(raw, 'live'), experiment);
  return isCount(step) && live !== undefined ? { step, live } : undefined;
}

function decodeMark(raw: unknown): Mark | undefined {
  if (!isRecord(raw)) return undefined;
  const [step, field, from, to] = [own(raw, 'step'), own(raw, 'field'), own(raw, 'from'), own(raw, 'to')];
  return isCount(step) && typeof field === 'string' && isSetting(from) && isSetting(to) ? { step, field, from, to } : undefined;
}

function decodeSeries(raw: unknown, experiment: Experiment): RunSeries | undefined {
  if (!isRecord(raw)) return undefined;
  const tasks = experiment.tasks.length;
  const sumsLength = sumsLengthOf(experiment);
  const steps = own(raw, 'steps');
  if (!isCount(steps)) return undefined;
  const [losses, sums, totals, weights] = [own(raw, 'losses'), own(raw, 'sums'), own(raw, 'totals'), own(raw, 'weights')];
  const tests = decodeList(own(raw, 'tests'), (test) => decodeTest(test, experiment, sumsLength));
  const conflicts = decodeList(own(raw, 'conflicts'), (conflict) => decodeConflict(conflict, tasks)) ?? [];
  const [cosines, lengths] = [own(raw, 'cosines'), own(raw, 'lengths')];
  const notes = decodeList(own(raw, 'notes'), decodeNote) ?? [];
  const taskSteps = decodeList(own(raw, 'taskSteps'), (taken) => decodeTaskStep(taken, tasks)) ?? [];
  if (!isFloats(losses, steps * tasks) || !isFloats(weights, steps * tasks)) return undefined;
  if (!isFloats(sums, steps * sumsLength) || !isFloats(totals, steps)) return undefined;
  if (tests === undefined) return undefined;
  const directions = cosines instanceof Float32Array && cosines.length <= steps * tasks ? { cosines } : {};
  // Runs from before lengths were kept have none.
  const ofDirections = lengths instanceof Float32Array && lengths.length <= steps ? { lengths } : {};
  const known = { steps, losses, sums, totals, weights, tests, conflicts, notes, taskSteps };
  return new RunSeries(tasks, sumsLength, { ...known, ...directions, ...ofDirections });
}

function decodeTest(raw: unknown, experiment: Experiment, sumsLength: number): TestPoint | undefined {
  if (!isRecord(raw)) return undefined;
  const tasks = experiment.tasks.length;
  const [step, subset, images] = [own(raw, 'step'), own(raw, 'subset'), own(raw, 'images')];
  const [losses, sums, scores, split] = [own(raw, 'losses'), own(raw, 'sums'), own(raw, 'scores'), own(raw, 'split')];
  if (!isCount(step) || typeof subset !== 'boolean' || !isCount(images)) return undefined;
  if (!isFloats(losses, tasks) || !isFloats(sums, sumsLength)) return undefined;
  const confusions = decodeList(own(raw, 'confusions'), (one) => decodeConfusion(one, experiment));
  const coefficients = decodeList(own(raw, 'coefficients'), decodeCoefficients);
  return {
    step,
    subset,
    images,
    losses,
    sums,
    ...(split === 'validation' || split === 'test' || split === 'train' ? { split } : {}),
    ...(isFloats(scores, tasks * classifierScores.length) ? { scores } : {}),
    ...(confusions === undefined ? {} : { confusions }),
    ...(coefficients === undefined ? {} : { coefficients }),
  };
}

/** A matrix that has as many rows as its task has classes. */
function decodeConfusion(raw: unknown, { data, tasks }: Experiment): ConfusionCounts | undefined {
  if (!isRecord(raw)) return undefined;
  const [task, counts] = [own(raw, 'task'), own(raw, 'counts')];
  const asked = isCount(task) ? tasks[task] : undefined;
  if (!isCount(task) || asked === undefined || !(counts instanceof Uint32Array)) return undefined;
  return counts.length === taskOf(data, asked).target.classes.length ** 2 ? { task, counts } : undefined;
}

/** How many there must be follows from the network: who shows them shows what is there. */
function decodeCoefficients(raw: unknown): LayerCoefficients | undefined {
  if (!isRecord(raw)) return undefined;
  const [layer, values] = [own(raw, 'layer'), own(raw, 'values')];
  return typeof layer === 'string' && values instanceof Float32Array ? { layer, values } : undefined;
}

function decodeConflict(raw: unknown, taskCount: number): ConflictColumn | undefined {
  if (!isRecord(raw)) return undefined;
  const [layer, steps, grams] = [own(raw, 'layer'), own(raw, 'steps'), own(raw, 'grams')];
  const tasks = decodeList(own(raw, 'tasks'), (task) => (isCount(task) && task < taskCount ? task : undefined));
  if ((layer !== undefined && typeof layer !== 'string') || !(steps instanceof Uint32Array) || tasks === undefined) return undefined;
  return isFloats(grams, steps.length * tasks.length ** 2) ? { layer, tasks, steps, grams } : undefined;
}

function decodeNote(raw: unknown): NotedSteps | undefined {
  if (!isRecord(raw)) return undefined;
  const [note, count, first, last] = [own(raw, 'note'), own(raw, 'count'), own(raw, 'first'), own(raw, 'last')];
  return isStepNote(note) && isCount(count) && isCount(first) && isCount(last) ? { note, count, first, last } : undefined;
}

function decodeTaskStep(raw: unknown, taskCount: number): TaskStep | undefined {
  if (!isRecord(raw)) return undefined;
  const [step, task] = [own(raw, 'step'), own(raw, 'task')];
  return isCount(step) && isCount(task) && task < taskCount ? { step, task } : undefined;
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

function isSetting(raw: unknown): raw is Mark['from'] {
  return typeof raw === 'number' || typeof raw === 'string' || typeof raw === 'boolean';
}
