import type { Experiment, ExperimentLayer } from './schema';

/**
 * What a change of a field means for a training that is under way. Live: takes effect at the next
 * step and leaves a mark. Restart: the running training goes on with the old value until it is
 * restarted. Cosmetic: means nothing to it.
 */
type FieldClass = 'live' | 'restart' | 'cosmetic';

/**
 * The one table; every leaf of the document has its class here. A path is written with dots; list
 * items by `*`.
 */
export const fieldClasses = {
  version: 'cosmetic',
  name: 'cosmetic',
  note: 'cosmetic',
  'data.dataset': 'restart',
  'data.train': 'restart',
  'data.test': 'restart',
  'data.validation': 'restart',
  'data.fold': 'restart',
  'data.augmentation.shift': 'restart',
  'data.augmentation.flip': 'restart',
  'tasks.*.id': 'restart',
  'tasks.*.kind': 'restart',
  'tasks.*.weight': 'live',
  weightsSumToOne: 'cosmetic',
  'balancing.method': 'live',
  'balancing.values': 'live',
  'network.layers.*.id': 'restart',
  'network.layers.*.kind': 'restart',
  'network.layers.*.values': 'restart',
  'network.layers.*.initialiser': 'restart',
  'network.layers.*.frozen': 'live',
  'network.layers.*.x': 'cosmetic',
  'network.layers.*.y': 'cosmetic',
  'network.wires': 'restart',
  'network.ties': 'restart',
  'optimizer.kind': 'restart',
  'optimizer.learningRate': 'live',
  'optimizer.values': 'restart',
  'optimizer.groups': 'restart',
  'schedule.kind': 'live',
  'schedule.warmup': 'live',
  'schedule.values': 'live',
  'regularisation.l1': 'live',
  'regularisation.l2': 'live',
  'regularisation.clipNorm': 'live',
  'training.batch': 'restart',
  'training.batchSize': 'restart',
  'training.epochs': 'live',
  'training.evaluateEvery': 'live',
  seed: 'restart',
} as const satisfies Record<string, FieldClass>;

/** The part of a document that may change while it trains. */
export type LiveSettings = Pick<Experiment, 'balancing' | 'schedule' | 'regularisation'> & {
  /** In the order of the tasks. */
  readonly weights: readonly number[];
  /** Ids of the layers whose weights stand still, in the order of the document. */
  readonly frozen: readonly string[];
  readonly learningRate: number;
  readonly epochs: number;
  readonly evaluateEvery: number;
};

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

/**
 * The document with other live fields; weights beyond the tasks and frozen layers that are not
 * there are left out.
 */
export function withLiveSettings(experiment: Experiment, live: LiveSettings): Experiment {
  return {
    ...experiment,
    tasks: experiment.tasks.map((task, index) => ({ ...task, weight: live.weights[index] ?? task.weight })),
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

/**
 * True if a training of the first document cannot take over the second one's changes without a
 * restart.
 */
export function needsRestart(running: Experiment, edited: Experiment): boolean {
  return JSON.stringify(restartPart(running)) !== JSON.stringify(restartPart(edited));
}

/** The document with everything live or cosmetic levelled out. */
function restartPart(experiment: Experiment): unknown {
  return {
    data: Object.entries(experiment.data).sort(),
    tasks: experiment.tasks.map(({ id, kind }) => [id, kind]),
    layers: experiment.network.layers.map(({ id, kind, values, initialiser }) => [
      id,
      kind,
      Object.entries(values).sort(),
      initialiser,
    ]),
    wires: experiment.network.wires,
    ties: experiment.network.ties,
    optimizer: [experiment.optimizer.kind, Object.entries(experiment.optimizer.values).sort(), experiment.optimizer.groups],
    batch: [experiment.training.batch, experiment.training.batchSize],
    seed: experiment.seed,
  };
}
