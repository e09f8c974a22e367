import { balancingMethod } from '../../../domain/balancing/balancing-methods';
import { servedTasks } from '../../../domain/network/reachability';
import type { ParameterSpec } from '../../../domain/parameters';
import type { Result } from '../../../lib/result';
import { applyCommand } from '../../commands';
import type { Edited } from '../../edits/refusal';
import { counts } from '../../edits/solo-mute';
import type { FieldPath } from '../../field-classes';
import { fieldValues, type FieldValue } from '../../field-values';
import { limits } from '../../limits';
import type { Experiment } from '../../schema';
import { fieldLabel } from '../../naming/labels';
import type { PhrasePart } from '../../naming/phrase';
import { noStudy, type StudyFault } from '../study-fault';
import { datasetOf, type augmentationAmounts } from '../../context';

/** A number of a document that a sweep can vary. */
export interface SweepField {
  /**
   * As in the table of field classes, with the id of the task or layer and the name of the
   * parameter behind `values`.
   */
  readonly path: string;
  readonly label: PhrasePart;
  readonly min: number;
  readonly max: number;
  readonly integer: boolean;
  /** Log: its values are best tried by factors. */
  readonly scale: 'linear' | 'log';
  readonly value: number;
  /**
   * The document with another value, by the command that a person would use: where weights sum to
   * 1, the others make room.
   */
  readonly set: (experiment: Experiment, value: number) => Edited;
}

type Numeric = Pick<SweepField, 'min' | 'max' | 'integer' | 'scale'>;

type Range = readonly [min: number, max: number];
const whole = ([min, max]: Range, scale: Numeric['scale'] = 'linear'): Numeric => ({ min, max, integer: true, scale });
const real = ([min, max]: Range, scale: Numeric['scale'] = 'linear'): Numeric => ({ min, max, integer: false, scale });

/** How a field of the table is varied. */
interface Sweep {
  /**
   * Undefined while the document's training does not feel it; the range of parameters is their own.
   * `id`: of the task or layer.
   */
  readonly range?: (experiment: Experiment, id: string) => Numeric | undefined;
  /** `id`: of the task or layer; `name`: of the parameter. */
  readonly set: (experiment: Experiment, value: number, id: string, name: string) => Edited;
}

const penalty = (name: 'l1' | 'l2' | 'clipNorm'): Sweep => ({
  range: () => real(name === 'clipNorm' ? limits.clipNorm : limits.penalty, 'log'),
  set: (experiment, value) => applyCommand(experiment, 'regularisation.set', { name, value }),
});

const augmentation = (part: (typeof augmentationAmounts)[number]): Sweep => ({
  range: () => (part === 'shift' || part === 'rotate' ? whole : real)(limits[part]),
  set: (experiment, value) => applyCommand(experiment, 'data.augmentation', { [part]: value }),
});

/**
 * The fields of the table that a sweep can vary, in the order in which they are offered. Seeds are
 * not among them: they are a sweep's other side.
 */
const sweeps: Partial<Record<FieldPath, Sweep>> = {
  'optimizer.learningRate': {
    range: () => real(limits.learningRate, 'log'),
    set: (experiment, rate) => applyCommand(experiment, 'optimizer.rate', { rate }),
  },
  'optimizer.values': { set: (experiment, value, _, name) => applyCommand(experiment, 'optimizer.value', { name, value }) },
  'tasks.*.weight': {
    range: ({ tasks, weightsSumToOne, balancing }, id) => {
      const heard = tasks.filter((task) => counts(tasks, task));
      if (!balancingMethod(balancing.method).usesPreference || !heard.some((task) => task.id === id)) return undefined;
      // A single weight that sums to 1 is 1.
      if (weightsSumToOne && heard.length === 1) return undefined;
      return weightsSumToOne ? real([0, 1]) : real([-limits.weight, limits.weight]);
    },
    set: (experiment, weight, task) => applyCommand(experiment, 'task.weight', { task, weight }),
  },
  'balancing.values': { set: (experiment, value, _, name) => applyCommand(experiment, 'balancing.value', { name, value }) },
  'network.layers.*.values': { set: (experiment, value, id, name) => applyCommand(experiment, 'layer.value', { id, name, value }) },
  'training.batchSize': {
    range: ({ training }) => (training.batch === 'mini' ? whole(limits.batchSize, 'log') : undefined),
    set: (experiment, size) => applyCommand(experiment, 'training.batch-size', { size }),
  },
  'training.epochs': {
    range: () => whole([1, limits.epochs]),
    set: (experiment, epochs) => applyCommand(experiment, 'training.epochs', { epochs }),
  },
  'schedule.warmup': {
    range: () => whole(limits.warmup),
    set: (experiment, steps) => applyCommand(experiment, 'schedule.warmup', { steps }),
  },
  'schedule.values': { set: (experiment, value, _, name) => applyCommand(experiment, 'schedule.value', { name, value }) },
  'regularisation.l1': penalty('l1'),
  'regularisation.l2': penalty('l2'),
  'regularisation.clipNorm': penalty('clipNorm'),
  'data.train': {
    range: (experiment) => whole([limits.images[0], datasetOf(experiment).splits.train.images], 'log'),
    set: (experiment, train) => applyCommand(experiment, 'data.images', { train }),
  },
  'data.augmentation.shift': augmentation('shift'),
  'data.augmentation.rotate': augmentation('rotate'),
  'data.augmentation.zoom': augmentation('zoom'),
  'data.augmentation.contrast': augmentation('contrast'),
  'data.augmentation.brightness': augmentation('brightness'),
  'data.augmentation.crop': augmentation('crop'),
  'data.augmentation.noise': augmentation('noise'),
  'data.augmentation.cutout': augmentation('cutout'),
};

/**
 * Every number of the document that a training can feel: no weight that the method has no use for,
 * no batch size where the batch has another size, no layer that leads to no head.
 */
export function sweepFields(experiment: Experiment): readonly SweepField[] {
  const served = servedTasks(experiment.network, experiment.tasks.map((task) => task.id));
  const isUsed = ({ field, id }: FieldValue) => !field.startsWith('network.') || (served.get(id)?.length ?? 0) > 0;
  const values = fieldValues(experiment).filter(isUsed);
  return Object.keys(sweeps).flatMap((field) => values.filter((one) => one.field === field).flatMap((one) => sweepField(experiment, one)));
}

/**
 * A value as a field of a sweep; none where it is no number, or one that the training does not
 * feel.
 */
function sweepField(experiment: Experiment, { field, path, value, id, parameter }: FieldValue): readonly SweepField[] {
  const sweep = sweeps[field];
  const range = parameter === undefined ? sweep?.range?.(experiment, id) : rangeOf(parameter.spec);
  if (sweep === undefined || range === undefined || typeof value !== 'number') return [];
  const set = (other: Experiment, given: number) => sweep.set(other, given, id, parameter?.name ?? '');
  return [{ path, ...range, value, set, label: fieldLabel(experiment, path) }];
}

function rangeOf(spec: ParameterSpec): Numeric | undefined {
  if (spec.kind !== 'integer' && spec.kind !== 'real') return undefined;
  return spec.kind === 'integer' ? whole([spec.min, spec.max]) : real([spec.min, spec.max], spec.scale);
}

/**
 * The document with one of its numbers set; refused are paths that it does not have and values out
 * of range.
 */
export function withField(experiment: Experiment, path: string, value: number): Result<Experiment, StudyFault> {
  const field = sweepFields(experiment).find((candidate) => candidate.path === path);
  if (field === undefined) return noStudy('unknown-field', { path });
  const { min, max } = field;
  // Clamped values would give the same run twice under two names.
  if (!(value >= min && value <= max)) return noStudy('value-out-of-range', { given: value, min, max });
  if (field.integer && !Number.isInteger(value)) return noStudy('value-not-whole', { given: value });
  const edited = field.set(experiment, value);
  return edited.ok ? edited : noStudy('unknown-field', { path });
}
