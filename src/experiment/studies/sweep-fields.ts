import { balancingMethod } from '../../domain/balancing/balancing-methods';
import { datasetKind } from '../../domain/datasets/dataset-kinds';
import { layerKind } from '../../domain/network/layer-kinds';
import { servedTasks } from '../../domain/network/reachability';
import { optimizerKind } from '../../domain/optimizers/optimizer-kinds';
import { numberOf, type ParameterSpecs, type ParameterValues } from '../../domain/parameters';
import { scheduleKind } from '../../domain/schedules/schedule-kinds';
import type { Result } from '../../lib/result';
import { applyCommand } from '../commands';
import { augmentationOf } from '../context';
import type { Edited } from '../edits/refusal';
import { limits } from '../limits';
import type { Experiment } from '../schema';
import { fieldLabel } from './labels';
import type { PhrasePart } from './phrase';
import { noStudy, type StudyFault } from './study-fault';

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

type Unnamed = Omit<SweepField, 'label'>;
type Numeric = Pick<SweepField, 'min' | 'max' | 'integer' | 'scale'>;

const whole = ([min, max]: readonly [number, number], scale: 'linear' | 'log' = 'linear'): Numeric => ({ min, max, integer: true, scale });
const real = ([min, max]: readonly [number, number], scale: 'linear' | 'log' = 'linear'): Numeric => ({ min, max, integer: false, scale });

/**
 * Every number of the document that a training can feel: no weight that the method has no use for,
 * no batch size where the batch has another size, no layer that leads to no head. Seeds are not
 * among them: they are a sweep's other side.
 */
export function sweepFields(experiment: Experiment): readonly SweepField[] {
  return [
    ...optimizerFields(experiment),
    ...weightFields(experiment),
    ...balancingFields(experiment),
    ...layerFields(experiment),
    ...trainingFields(experiment),
  ].map((field) => ({ ...field, label: fieldLabel(experiment, field.path) }));
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

function optimizerFields({ optimizer }: Experiment): readonly Unnamed[] {
  return [
    {
      path: 'optimizer.learningRate',
      ...real(limits.learningRate, 'log'),
      value: optimizer.learningRate,
      set: (experiment, rate) => applyCommand(experiment, 'optimizer.rate', { rate }),
    },
    ...parameterFields('optimizer.values', optimizerKind(optimizer.kind).parameters, optimizer.values, (experiment, name, value) =>
      applyCommand(experiment, 'optimizer.value', { name, value }),
    ),
  ];
}

function weightFields({ tasks, weightsSumToOne, balancing }: Experiment): readonly Unnamed[] {
  // A single weight that sums to 1 is 1.
  if (!balancingMethod(balancing.method).usesPreference || (weightsSumToOne && tasks.length === 1)) return [];
  const range = weightsSumToOne ? real([0, 1]) : real([-limits.weight, limits.weight]);
  return tasks.map(({ id, weight }) => ({
    path: `tasks.${id}.weight`,
    ...range,
    value: weight,
    set: (experiment, value) => applyCommand(experiment, 'task.weight', { task: id, weight: value }),
  }));
}

function balancingFields({ balancing }: Experiment): readonly Unnamed[] {
  const { parameters } = balancingMethod(balancing.method);
  return parameterFields('balancing.values', parameters, balancing.values, (experiment, name, value) =>
    applyCommand(experiment, 'balancing.value', { name, value }),
  );
}

function layerFields({ network, tasks }: Experiment): readonly Unnamed[] {
  const served = servedTasks(
    network,
    tasks.map((task) => task.id),
  );
  const used = network.layers.filter(({ id }) => (served.get(id)?.length ?? 0) > 0);
  return used.flatMap(({ id, kind, values }) =>
    parameterFields(`network.layers.${id}.values`, layerKind(kind).parameters, values, (experiment, name, value) =>
      applyCommand(experiment, 'layer.value', { id, name, value }),
    ),
  );
}

function trainingFields({ data, schedule, regularisation, training }: Experiment): readonly Unnamed[] {
  const penalties = ['l1', 'l2', 'clipNorm'] as const;
  return [
    ...(training.batch === 'mini'
      ? [
          {
            path: 'training.batchSize',
            ...whole(limits.batchSize, 'log'),
            value: training.batchSize,
            set: (experiment: Experiment, size: number) => applyCommand(experiment, 'training.batch-size', { size }),
          },
        ]
      : []),
    {
      path: 'training.epochs',
      ...whole([1, limits.epochs]),
      value: training.epochs,
      set: (experiment, epochs) => applyCommand(experiment, 'training.epochs', { epochs }),
    },
    {
      path: 'schedule.warmup',
      ...whole(limits.warmup),
      value: schedule.warmup,
      set: (experiment, steps) => applyCommand(experiment, 'schedule.warmup', { steps }),
    },
    ...parameterFields('schedule.values', scheduleKind(schedule.kind).parameters, schedule.values ?? {}, (experiment, name, value) =>
      applyCommand(experiment, 'schedule.value', { name, value }),
    ),
    ...penalties.map((name) => ({
      path: `regularisation.${name}`,
      ...real(name === 'clipNorm' ? limits.clipNorm : limits.penalty, 'log'),
      value: regularisation[name],
      set: (experiment: Experiment, value: number) => applyCommand(experiment, 'regularisation.set', { name, value }),
    })),
    {
      path: 'data.train',
      ...whole([limits.images[0], datasetKind(data.dataset).trainImages], 'log'),
      value: data.train,
      set: (experiment, train) => applyCommand(experiment, 'data.images', { train }),
    },
    {
      path: 'data.augmentation.shift',
      ...whole(limits.shift),
      value: augmentationOf(data).shift,
      set: (experiment, shift) => applyCommand(experiment, 'data.augmentation', { shift }),
    },
  ];
}

function parameterFields(
  path: string,
  specs: ParameterSpecs,
  values: ParameterValues,
  set: (experiment: Experiment, name: string, value: number) => Edited,
): readonly Unnamed[] {
  return Object.entries(specs).flatMap(([name, spec]) => {
    if (spec.kind !== 'integer' && spec.kind !== 'real') return [];
    const range: readonly [number, number] = [spec.min, spec.max];
    return [
      {
        path: `${path}.${name}`,
        ...(spec.kind === 'integer' ? whole(range) : real(range, spec.scale)),
        value: numberOf(specs, values, name),
        set: (experiment: Experiment, value: number) => set(experiment, name, value),
      },
    ];
  });
}
