import * as v from 'valibot';
import { balancingMethods } from '../domain/balancing/balancing-methods';
import { datasets } from '../domain/datasets/datasets';
import { lossKinds } from '../domain/losses/losses';
import { initialisers } from '../domain/network/layer-kind';
import { layerKinds } from '../domain/network/layer-kinds';
import { optimizerKinds } from '../domain/optimizers/optimizer-kinds';
import { scheduleKinds } from '../domain/schedules/schedule-kinds';
import { taskKinds } from '../domain/tasks/task-kinds';
import { isKeyOf } from '../lib/keys';
import { limits } from './limits';
import { ownDataSchema } from './own-data';

/** One of the keys of a registry, typed as those keys. */
function keyOf<Key extends string>(record: Readonly<Record<Key, unknown>>) {
  return v.custom<Key>(isKeyOf(record));
}

type Range = readonly [min: number, max: number];
const integer = ([min, max]: Range) => v.pipe(v.number(), v.integer(), v.minValue(min), v.maxValue(max));
const real = ([min, max]: Range) => v.pipe(v.number(), v.finite(), v.minValue(min), v.maxValue(max));
const upTo = (limit: number): Range => [-limit, limit];

/** Ids appear in keys and in messages: short, and of harmless characters. */
export const idPattern = /^[a-z][a-z0-9-]{0,39}$/;
const id = v.pipe(v.string(), v.regex(idPattern));
/** Of the weights that a run began with. */
export const fingerprintPattern = /^[0-9a-f]{16,64}$/;
const differ = (items: readonly string[]): boolean => new Set(items).size === items.length;
const values = v.record(v.string(), v.union([v.number(), v.string(), v.boolean()]));

const layerSchema = v.object({
  id,
  kind: keyOf(layerKinds),
  values,
  initialiser: v.picklist(['auto', ...initialisers]),
  /** True where its weights stand still while the others train; never false, but absent. */
  frozen: v.exactOptional(v.literal(true)),
  x: real(upTo(limits.position)),
  y: real(upTo(limits.position)),
});

/** Some classes of a data set's field that count as one class of a task. */
const groupSchema = v.object({
  name: v.pipe(v.string(), v.minLength(1), v.maxLength(limits.className)),
  classes: v.pipe(v.array(integer(limits.classIndex)), v.minLength(1), v.maxLength(limits.classes)),
});

/** What a group of layers is in its network: it has a name by that until a person gives it one. */
export const groupRoles = ['block', 'stage', 'expert', 'own-expert', 'shared-expert', 'gate', 'shared-gate', 'mask', 'tower'] as const;

const layerGroupSchema = v.object({
  id,
  /** The name that a person gave it. */
  name: v.exactOptional(v.pipe(v.string(), v.minLength(1), v.maxLength(limits.name))),
  role: v.exactOptional(v.picklist(groupRoles)),
  /** The task whose part it is. */
  task: v.exactOptional(id),
  /** Which one it is of several. */
  number: v.exactOptional(integer([1, limits.layers])),
  layers: v.pipe(v.array(id), v.minLength(1), v.maxLength(limits.layers)),
  /** True where it is opened: its layers are drawn, within a frame. */
  open: v.exactOptional(v.literal(true)),
});

/** A task of a document. */
export const taskSchema = v.object({
  id,
  kind: keyOf(taskKinds),
  /** The name that a person gave it; that of its kind where it is left out. */
  name: v.exactOptional(v.pipe(v.string(), v.minLength(1), v.maxLength(limits.taskName))),
  /** Which of the tasks' colours is its own, from 0; no two tasks of a document have the same. */
  colour: integer([0, limits.tasks - 1]),
  /** The field of the data set that it asks for, where its kind leaves a choice. */
  field: v.exactOptional(id),
  /** How the classes of that field are grouped. */
  groups: v.exactOptional(v.pipe(v.array(groupSchema), v.minLength(1), v.maxLength(limits.classes))),
  /** Its loss, where it is not the usual one of its kind, or has parameters. */
  loss: v.exactOptional(v.object({ kind: keyOf(lossKinds), values })),
  /** What its labels lack: left out where there is a right one for every example. */
  labels: v.exactOptional(
    v.object({
      /** Share of the train examples, drawn by the seed, that it has no label for. */
      missing: v.exactOptional(real([0, 1])),
      /** Share of the train examples, likewise, whose label is another one by chance. */
      noise: v.exactOptional(real([0, 1])),
      /** It has labels for the first so many of the train examples only. */
      examples: v.exactOptional(integer(limits.images)),
      /**
       * Class k of K, from 0 on, keeps its labels in a share of imbalance^(−k / (K − 1)) of its train
       * examples, drawn by the seed: the first all, the last one in so many.
       */
      imbalance: v.exactOptional(real(limits.imbalance)),
    }),
  ),
  /** What counts: 0 where it is muted, or others are solo. */
  weight: real(upTo(limits.weight)),
  /** The weight that it has without solo and mute, where that is another one. */
  setWeight: v.exactOptional(real(upTo(limits.weight))),
  /** True where the tasks that are not solo do not count; never false, but absent. */
  solo: v.exactOptional(v.literal(true)),
  /** True where it does not count; never false, but absent. */
  mute: v.exactOptional(v.literal(true)),
});

/** The layers of a document with what joins them. */
export const networkSchema = v.pipe(
  v.object({
    layers: v.pipe(v.array(layerSchema), v.maxLength(limits.layers)),
    wires: v.pipe(v.array(v.object({ from: id, to: id })), v.maxLength(limits.wires)),
    /**
     * Soft ties between twin layers, at most one between two; domain/network/ties.ts says what
     * they do.
     */
    ties: v.pipe(
      v.array(v.object({ first: id, second: id, strength: real(limits.tieStrength), kind: v.exactOptional(v.literal('orthogonal')) })),
      v.maxLength(limits.ties),
    ),
    /** Layers that are drawn as one box until it is opened; each is in one group at the most. */
    folded: v.exactOptional(v.pipe(v.array(layerGroupSchema), v.minLength(1), v.maxLength(limits.layers))),
  }),
  v.check(({ layers, wires, ties }) => {
    const ids = new Set(layers.map((layer) => layer.id));
    const twins = ties.map(({ first, second }) => [first, second].toSorted().join(' '));
    if (!differ(twins) || !ties.every(({ first, second }) => first !== second && ids.has(first) && ids.has(second))) return false;
    const ends = wires.every((wire) => ids.has(wire.from) && ids.has(wire.to));
    return ends && ids.size === layers.length && differ(wires.map((wire) => `${wire.from} ${wire.to}`));
  }),
);

/**
 * The one description of an experiment; its type, the link's check and the file's check all come
 * from here.
 */
export const experimentSchema = v.object({
  version: v.literal(2),
  name: v.pipe(v.string(), v.maxLength(limits.name)),
  note: v.pipe(v.string(), v.maxLength(limits.note)),
  data: v.object({
    /** A built-in set by its id, or 'own' for the one of which `own` has the facts. */
    dataset: v.union([keyOf(datasets), v.literal('own')]),
    own: v.exactOptional(ownDataSchema),
    /** Parameters of a data set that is made of another one; their defaults where left out. */
    parameters: v.exactOptional(values),
    /** Numbers of images, from the front of the official splits. */
    train: integer(limits.images),
    test: integer(limits.images),
    /** Share of the train images that is set aside to choose by; never the test split. */
    validation: real(limits.validation),
    /**
     * Which stretch of the shuffled train images is set aside, from 0; absent for the first. See
     * studies/kinds/split.ts.
     */
    fold: v.exactOptional(integer(limits.fold)),
    /** How each image of a training batch is changed by chance; absent for not at all. */
    augmentation: v.exactOptional(
      v.object({
        /** Moved across and down by whole pixels from −shift to shift each; what comes in is 0. */
        shift: integer(limits.shift),
        /** Mirrored left-right, every second one. */
        flip: v.boolean(),
        /**
         * Beyond whole pixels (data/affine-maps.ts), each by chance up to so much either way and
         * absent for not at all: turned about the middle by degrees and enlarged by a share, each
         * value times 1 ± contrast, plus ± brightness of the range from black to white.
         */
        rotate: v.exactOptional(integer(limits.rotate)),
        zoom: v.exactOptional(real(limits.zoom)),
        contrast: v.exactOptional(real(limits.contrast)),
        brightness: v.exactOptional(real(limits.brightness)),
        /** A part is seen, enlarged to the whole, whose side is 1 − crop to 1 of the image's. */
        crop: v.exactOptional(real(limits.crop)),
        /** Added to each value: its standard deviation, of the range from black to white. */
        noise: v.exactOptional(real(limits.noise)),
        /** A black square about any pixel, its side a share of the image's shorter one. */
        cutout: v.exactOptional(real(limits.cutout)),
      }),
    ),
  }),
  tasks: v.pipe(
    v.array(taskSchema),
    v.minLength(1),
    v.maxLength(limits.tasks),
    v.check((tasks) => differ(tasks.map((task) => task.id)) && differ(tasks.map((task) => String(task.colour)))),
  ),
  weightsSumToOne: v.boolean(),
  balancing: v.object({
    method: keyOf(balancingMethods),
    values,
    /**
     * What set the tasks' weights, where they are static (edits/weight-rules.ts); a person where it
     * is left out: 'equal' for all, by the amount of data, by difficulty (the inverse of the first
     * loss), by the number of classes.
     */
    rule: v.exactOptional(v.picklist(['equal', 'amount', 'difficulty', 'classes'])),
  }),
  network: networkSchema,
  optimizer: v.object({
    kind: keyOf(optimizerKinds),
    learningRate: real(limits.learningRate),
    values,
    /** Options for groups of parameters; none can be set in version 1. */
    groups: v.pipe(v.array(v.object({ name: id, rateFactor: real([0, 1e3]) })), v.maxLength(0)),
  }),
  schedule: v.object({
    kind: keyOf(scheduleKinds),
    warmup: integer(limits.warmup),
    /**
     * Parameters of the schedule; left out where none is set, as in documents from before schedules
     * had any.
     */
    values: v.exactOptional(values),
  }),
  /**
   * Penalties l1 · Σ|w| and l2 / 2 · Σ w², and the norm that the gradient is clipped to; 0 turns
   * each off.
   */
  regularisation: v.object({ l1: real(limits.penalty), l2: real(limits.penalty), clipNorm: real(limits.clipNorm) }),
  training: v.object({
    batch: v.picklist(['mini', 'full', 'single']),
    batchSize: integer(limits.batchSize),
    epochs: integer([1, limits.epochs]),
    /**
     * A test point every so many steps; the engine leaves points out where tests would take over a
     * tenth of the time.
     */
    evaluateEvery: integer(limits.evaluateEvery),
    /**
     * Steps on one task each, instead of on all: in turn, at random in proportion to their data, or
     * one for each task in every batch, in shuffled order.
     */
    alternate: v.exactOptional(v.picklist(['in-turn', 'by-amount', 'each'])),
  }),
  /**
   * Of a run that began with weights that layers had in another one, instead of those that follow
   * from the seed: the fingerprint of its start weights and running statistics (lib/fingerprint.ts).
   * They are part of no document. What lies on a desk has none: see kept-weights.ts.
   */
  start: v.exactOptional(v.object({ fingerprint: v.pipe(v.string(), v.regex(fingerprintPattern)) })),
  seed: integer(limits.seed),
});

export type Experiment = v.InferOutput<typeof experimentSchema>;
export type ExperimentTask = Experiment['tasks'][number];
export type ExperimentNetwork = Experiment['network'];
export type ExperimentAugmentation = NonNullable<Experiment['data']['augmentation']>;
export type ExperimentLayer = ExperimentNetwork['layers'][number];
export type ExperimentGroup = NonNullable<ExperimentNetwork['folded']>[number];
