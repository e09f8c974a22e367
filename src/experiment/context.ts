import { imagesIn, type Dataset } from '../domain/datasets/dataset';
import { datasetById } from '../domain/datasets/datasets';
import { inputShape, usualInput } from '../domain/datasets/input-fields';
import { layoutOfTasks, taskMetrics, type TaskLayout } from '../domain/metrics/task-metrics';
import { analyse, type NetworkAnalysis } from '../domain/network/analysis';
import type { NetworkContext } from '../domain/network/layer-kind';
import { sourceOf } from '../domain/network/layers/input';
import type { MetricId } from '../domain/metrics/metric-kinds';
import type { TestDetails } from '../domain/metrics/summary';
import type { ParameterValues } from '../domain/parameters';
import type { Shape } from '../domain/shape';
import type { Task } from '../domain/tasks/task-kind';
import { taskKind } from '../domain/tasks/task-kinds';
import { own } from '../lib/json';
import { fail, ok } from '../lib/result';
import { estimateMemory, memoryFault, type MemoryEstimate } from './memory';
import { ownDataset } from './own-data';
import type { Experiment, ExperimentAugmentation, ExperimentTask } from './schema';
import { validationImages } from './studies/kinds/split';

/**
 * The data set of an experiment: a built-in one, or the one that the document has the facts of.
 * Throws for a document that refers to facts and has none.
 */
export function datasetOf({ data }: Pick<Experiment, 'data'>): Dataset {
  if (data.dataset !== 'own') return datasetById(data.dataset);
  if (data.own === undefined) throw new Error('a document on data of its own has the facts of it');
  return ownDataset(data.own);
}

/** [height, width, channels] of the images of an experiment; empty for data without any. */
export function imageShape(experiment: Pick<Experiment, 'data'>): Shape {
  return imagesIn(datasetOf(experiment))?.shape ?? [];
}

/** A task of a document: what its kind makes of the data set and of what the document says of it. */
export function taskOf(data: Experiment['data'], { kind, field, groups, loss }: ExperimentTask): Task {
  const { measure, metrics, loss: usual, targetOf } = taskKind(kind);
  const named = groups?.map(({ name, classes }) => ({ name: { text: name }, classes }));
  return { target: targetOf(datasetOf({ data }), { field, groups: named }), loss: loss?.kind ?? usual, lossValues: loss?.values ?? {}, measure, metrics };
}

/** All tasks of a document, in their order. */
export function tasksOf({ data, tasks }: Pick<Experiment, 'data' | 'tasks'>): readonly Task[] {
  return tasks.map((task) => taskOf(data, task));
}

/** The field of the data that an input with these values hands on; one that may not be there. */
export function inputFieldOf(values: ParameterValues, dataset: Dataset): string {
  return fieldNamed(sourceOf(values), dataset);
}

/** The fields that an experiment's network takes in, each once, of the layers that lead to heads. */
export function inputFields(experiment: Experiment): readonly string[] {
  const { order } = analyseExperiment(experiment);
  const dataset = datasetOf(experiment);
  const inputs = experiment.network.layers.filter(({ id, kind }) => kind === 'input' && order.includes(id));
  return [...new Set(inputs.map(({ values }) => inputFieldOf(values, dataset)))];
}

function fieldNamed(name: string, dataset: Dataset): string {
  return name === '' ? (usualInput(dataset) ?? '') : name;
}

/** What the layers of an experiment may know of its data and tasks. */
export function networkContext(experiment: Pick<Experiment, 'data' | 'tasks'>): NetworkContext {
  const image = imageShape(experiment);
  const dataset = datasetOf(experiment);
  return {
    inputOf: (name) => {
      const field = own(dataset.fields, fieldNamed(name, dataset));
      if (field === undefined) return fail({ code: 'no-input-field', params: { field: name } });
      const shape = inputShape(field);
      return shape === undefined ? fail({ code: 'field-not-an-input', params: { field: name } }) : ok(shape);
    },
    outputOf: (taskId) => {
      const task = experiment.tasks.find((candidate) => candidate.id === taskId);
      return task === undefined ? undefined : taskOf(experiment.data, task).target.outputShape(image);
    },
  };
}

/**
 * Shapes, weights, sharing and faults of an experiment's network; one of them where training it
 * would take more memory than is allowed.
 */
export function analyseExperiment(experiment: Experiment): NetworkAnalysis {
  const tasks = experiment.tasks.map((task) => task.id);
  const analysis = analyse(experiment.network, tasks, networkContext(experiment));
  const fault = memoryFault(memoryOf(experiment, analysis));
  return fault === undefined ? analysis : { ...analysis, faults: [...analysis.faults, fault], runnable: false };
}

/** What training an experiment will take, before anything is allocated. */
export function memoryOf(experiment: Experiment, analysis: NetworkAnalysis): MemoryEstimate {
  return estimateMemory(experiment, analysis, batchSizeOf(experiment));
}

/** Number of examples of one optimiser step. */
export function batchSizeOf(experiment: Experiment): number {
  const available = trainImages(experiment);
  switch (experiment.training.batch) {
    case 'single':
      return 1;
    case 'full':
      return available;
    case 'mini':
      return Math.min(experiment.training.batchSize, available);
  }
}

/**
 * Number of images that are trained on: what is asked for, without the share set aside for
 * validation.
 */
export function trainImages(experiment: Experiment): number {
  const { train, validation, fold = 0 } = experiment.data;
  return Math.max(1, train - validationImages(train, validation, fold));
}

/** What of an augmentation is an amount, 0 for none. */
export const augmentationAmounts = ['shift', 'rotate', 'zoom', 'contrast', 'brightness', 'crop', 'noise', 'cutout'] as const;

/** How images are augmented; what a document leaves out is none. */
export function augmentationOf({ augmentation }: Experiment['data']): Required<ExperimentAugmentation> {
  return { shift: 0, flip: false, rotate: 0, zoom: 0, contrast: 0, brightness: 0, crop: 0, noise: 0, cutout: 0, ...augmentation };
}

/**
 * How a document writes an augmentation down: none at all is absent, and so is each amount beyond
 * whole pixels that is 0.
 */
export function writtenAugmentation(augmentation: Required<ExperimentAugmentation>): Pick<Experiment['data'], 'augmentation'> {
  const { shift, flip, ...amounts } = augmentation;
  const beyond = Object.fromEntries(Object.entries(amounts).filter(([, amount]) => amount !== 0));
  if (shift === 0 && !flip && Object.keys(beyond).length === 0) return {};
  return { augmentation: { shift, flip, ...beyond } };
}

/**
 * How many of the images that are trained on a task (its place) has a label for, as the document
 * says: at least 1. Which ones are missing is drawn, so that it is off by chance.
 */
export function taskAmount(experiment: Experiment, task: number): number {
  const { missing = 0, examples = Number.POSITIVE_INFINITY } = experiment.tasks[task]?.labels ?? {};
  return Math.max(1, Math.round(Math.min(trainImages(experiment), examples) * (1 - missing)));
}

/**
 * Examples of all steps of an epoch together: the images, each once. Where tasks are trained
 * alternately, an epoch is over once the task with the most examples has seen all of its own: with
 * as many turns for each that is as often for each, and by amount each has then seen its own once.
 */
export function epochExamples(experiment: Experiment): number {
  const { alternate } = experiment.training;
  if (alternate === undefined) return trainImages(experiment);
  const amounts = experiment.tasks.map((_, task) => taskAmount(experiment, task));
  return alternate === 'by-amount' ? amounts.reduce((sum, amount) => sum + amount, 0) : amounts.length * Math.max(...amounts);
}

/**
 * Number of optimiser steps of the planned run; batches are always full, the last one wraps into
 * the next permutation.
 */
export function plannedSteps(experiment: Experiment): number {
  return Math.ceil((experiment.training.epochs * epochExamples(experiment)) / batchSizeOf(experiment));
}

/** Steps of an epoch; need not be whole. */
export function stepsPerEpoch(experiment: Experiment): number {
  return epochExamples(experiment) / batchSizeOf(experiment);
}

/** The epoch, from 0, that a step's first example belongs to. */
export function epochOf(experiment: Experiment, step: number): number {
  return Math.floor((step * batchSizeOf(experiment)) / epochExamples(experiment));
}

/** What a test leaves of a task for its metrics. */
interface TestedSums {
  readonly sums: Float32Array;
  readonly details?: TestDetails;
}

/**
 * Every metric of each of a document's tasks at a test, in the order of the tasks; NaN where one is
 * undefined or was not measured.
 */
export function testMetricsOf(
  experiment: Pick<Experiment, 'data' | 'tasks'>,
  test: { readonly tasks: readonly TestedSums[] },
): readonly Readonly<Partial<Record<MetricId, number>>>[] {
  return tasksOf(experiment).map((task, index) => {
    const tested = test.tasks[index];
    return tested === undefined ? {} : taskMetrics(task, tested.sums, tested.details);
  });
}

/** What of each task the worker sends in the sums of steps and tests of this document. */
export function layoutOf(experiment: Pick<Experiment, 'data' | 'tasks'>): readonly TaskLayout[] {
  return layoutOfTasks(tasksOf(experiment), imageShape(experiment));
}
