import * as v from 'valibot';
import { balancingMethods } from '../domain/balancing/balancing-methods';
import { datasetKinds } from '../domain/datasets/dataset-kinds';
import { initialisers } from '../domain/network/layer-kind';
import { layerKinds } from '../domain/network/layer-kinds';
import { optimizerKinds } from '../domain/optimizers/optimizer-kinds';
import { scheduleKinds } from '../domain/schedules/schedule-kinds';
import { taskKinds } from '../domain/tasks/task-kinds';
import { limits } from './limits';

/** A picklist of the keys of a registry, typed as those keys. */
function keysOf<Key extends string>(record: Readonly<Record<Key, unknown>>) {
  return v.custom<Key>((value) => typeof value === 'string' && Object.hasOwn(record, value));
}

const integer = (min: number, max: number) => v.pipe(v.number(), v.integer(), v.minValue(min), v.maxValue(max));
const real = (min: number, max: number) => v.pipe(v.number(), v.finite(), v.minValue(min), v.maxValue(max));
/** Ids appear in keys and in messages: short, and of harmless characters. */
const id = v.pipe(v.string(), v.regex(/^[a-z][a-z0-9-]{0,39}$/));
const values = v.record(v.string(), v.union([v.number(), v.string(), v.boolean()]));

const layerSchema = v.object({
  id,
  kind: keysOf(layerKinds),
  values,
  initialiser: v.picklist(['auto', ...initialisers]),
  x: real(-limits.position, limits.position),
  y: real(-limits.position, limits.position),
});

const taskSchema = v.object({ id, kind: keysOf(taskKinds), weight: real(-limits.weight, limits.weight) });

/** The one description of an experiment; its type, the link's check and the file's check all come from here. */
export const experimentSchema = v.object({
  version: v.literal(1),
  name: v.pipe(v.string(), v.maxLength(limits.name)),
  note: v.pipe(v.string(), v.maxLength(limits.note)),
  data: v.object({
    dataset: keysOf(datasetKinds),
    /** Numbers of images, from the front of the official splits. */
    train: integer(limits.images[0], limits.images[1]),
    test: integer(limits.images[0], limits.images[1]),
    /** Share of the train images that is set aside to choose by; never the test split. */
    validation: real(0, 0.5),
  }),
  tasks: v.pipe(v.array(taskSchema), v.minLength(1), v.maxLength(limits.tasks)),
  weightsSumToOne: v.boolean(),
  balancing: v.object({ method: keysOf(balancingMethods), values }),
  network: v.object({
    layers: v.pipe(v.array(layerSchema), v.maxLength(limits.layers)),
    wires: v.pipe(v.array(v.object({ from: id, to: id })), v.maxLength(limits.wires)),
    /** Soft ties between twin layers; none can be drawn in version 1. */
    ties: v.pipe(v.array(v.object({ first: id, second: id, strength: real(0, 1e6) })), v.maxLength(0)),
  }),
  optimizer: v.object({
    kind: keysOf(optimizerKinds),
    learningRate: real(limits.learningRate[0], limits.learningRate[1]),
    values,
    /** Options for groups of parameters; none can be set in version 1. */
    groups: v.pipe(v.array(v.object({ name: id, rateFactor: real(0, 1e3) })), v.maxLength(0)),
  }),
  schedule: v.object({ kind: keysOf(scheduleKinds), warmup: integer(0, 100_000) }),
  /** Penalties l1 · Σ|w| and l2 / 2 · Σ w², and the norm that the gradient is clipped to; 0 turns each off. */
  regularisation: v.object({ l1: real(0, 1), l2: real(0, 1), clipNorm: real(0, 1e4) }),
  training: v.object({
    batch: v.picklist(['mini', 'full', 'single']),
    batchSize: integer(1, 4096),
    epochs: integer(1, limits.epochs),
    /** A test point every so many steps; the engine leaves points out where tests would take over a tenth of the time. */
    evaluateEvery: integer(1, 10_000),
  }),
  seed: integer(0, 2 ** 31 - 1),
});

export type Experiment = v.InferOutput<typeof experimentSchema>;
export type ExperimentTask = Experiment['tasks'][number];
