/**
 * What a change of a field means for a training that is under way. Live: takes effect at the next
 * step and leaves a mark. Restart: the running training goes on with the old value until it is
 * restarted. Cosmetic: means nothing to it.
 */
export type FieldClass = 'live' | 'restart' | 'cosmetic';

/**
 * The one table; every leaf of the document has its class here. A path is written with dots; list
 * items by `*`. What needs a restart, what is marked on the charts, what names a run and what a
 * sweep may vary follows from it through `field-values.ts`, in this order.
 */
export const fieldClasses = {
  version: 'cosmetic',
  name: 'cosmetic',
  note: 'cosmetic',
  'data.dataset': 'restart',
  'data.own': 'restart',
  'data.parameters': 'restart',
  'data.train': 'restart',
  'data.test': 'restart',
  'data.validation': 'restart',
  'data.fold': 'restart',
  'data.augmentation.shift': 'restart',
  'data.augmentation.flip': 'restart',
  'data.augmentation.rotate': 'restart',
  'data.augmentation.zoom': 'restart',
  'data.augmentation.contrast': 'restart',
  'data.augmentation.brightness': 'restart',
  'data.augmentation.crop': 'restart',
  'data.augmentation.noise': 'restart',
  'data.augmentation.cutout': 'restart',
  'tasks.*.id': 'restart',
  'tasks.*.kind': 'restart',
  'tasks.*.name': 'cosmetic',
  'tasks.*.colour': 'cosmetic',
  'tasks.*.field': 'restart',
  'tasks.*.groups': 'restart',
  'tasks.*.loss.kind': 'restart',
  'tasks.*.loss.values': 'restart',
  'tasks.*.labels.missing': 'restart',
  'tasks.*.labels.noise': 'restart',
  'tasks.*.labels.examples': 'restart',
  'tasks.*.labels.imbalance': 'restart',
  'tasks.*.weight': 'live',
  'tasks.*.setWeight': 'cosmetic',
  'tasks.*.solo': 'cosmetic',
  'tasks.*.mute': 'cosmetic',
  weightsSumToOne: 'cosmetic',
  'balancing.method': 'live',
  'balancing.values': 'live',
  'balancing.rule': 'cosmetic',
  'network.layers.*.id': 'restart',
  'network.layers.*.kind': 'restart',
  'network.layers.*.values': 'restart',
  'network.layers.*.initialiser': 'restart',
  'network.layers.*.frozen': 'live',
  'network.layers.*.x': 'cosmetic',
  'network.layers.*.y': 'cosmetic',
  'network.wires': 'restart',
  'network.ties': 'restart',
  'network.folded': 'cosmetic',
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
  'training.alternate': 'restart',
  'start.fingerprint': 'restart',
  seed: 'restart',
} as const satisfies Record<string, FieldClass>;

/** A path of the table. */
export type FieldPath = keyof typeof fieldClasses;

/** The class of a field, as wide as the table may hold. */
export function fieldClass(path: FieldPath): FieldClass {
  return fieldClasses[path];
}
