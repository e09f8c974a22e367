import * as v from 'valibot';
import { experimentSchema, type Experiment, type ExperimentLayer, type ExperimentTask } from './schema';
import { plainTask } from './edits/solo-mute';

const { balancing, schedule, regularisation, optimizer, training } = experimentSchema.entries;

/**
 * The part of a document that may change while it trains: the live fields of the table in
 * `field-classes.ts`, in a form of their own, which runs keep in their timeline.
 */
const liveSettingsSchema = v.object({
  /** In the order of the tasks. */
  weights: v.pipe(v.array(v.number()), v.readonly()),
  balancing,
  /** Ids of the frozen layers, in the order of the document; runs of older versions have none. */
  frozen: v.pipe(v.optional(v.array(v.string()), []), v.readonly()),
  learningRate: optimizer.entries.learningRate,
  schedule,
  regularisation,
  epochs: training.entries.epochs,
  evaluateEvery: training.entries.evaluateEvery,
});

export type LiveSettings = Readonly<v.InferOutput<typeof liveSettingsSchema>>;

/** Live settings from outside; undefined for anything else. */
export function readLiveSettings(raw: unknown): LiveSettings | undefined {
  const { success, output } = v.safeParse(liveSettingsSchema, raw);
  return success ? output : undefined;
}

/** The live fields of a document. */
export function liveSettings(experiment: Experiment): LiveSettings {
  return {
    weights: experiment.tasks.map((task) => task.weight),
    balancing: experiment.balancing,
    frozen: experiment.network.layers.filter((layer) => layer.frozen === true).map((layer) => layer.id),
    learningRate: experiment.optimizer.learningRate,
    schedule: experiment.schedule,
    regularisation: experiment.regularisation,
    epochs: experiment.training.epochs,
    evaluateEvery: experiment.training.evaluateEvery,
  };
}

/** Another weight than that of the document is one that nothing restores. */
function withWeight(task: ExperimentTask, weight: number): ExperimentTask {
  return weight === task.weight ? task : plainTask(task, weight);
}

/**
 * The document with other live fields; weights beyond the tasks and frozen layers that are not
 * there are left out.
 */
export function withLiveSettings(experiment: Experiment, live: LiveSettings): Experiment {
  return {
    ...experiment,
    tasks: experiment.tasks.map((task, index) => withWeight(task, live.weights[index] ?? task.weight)),
    balancing: live.balancing,
    network: { ...experiment.network, layers: experiment.network.layers.map((layer) => frozenOrNot(layer, live.frozen)) },
    schedule: live.schedule,
    regularisation: live.regularisation,
    optimizer: { ...experiment.optimizer, learningRate: live.learningRate },
    training: { ...experiment.training, epochs: live.epochs, evaluateEvery: live.evaluateEvery },
  };
}

/** The layer, frozen if its id is among these. */
export function frozenOrNot(layer: ExperimentLayer, frozen: readonly string[]): ExperimentLayer {
  const { frozen: _, ...moving } = layer;
  return frozen.includes(layer.id) ? { ...moving, frozen: true } : moving;
}
