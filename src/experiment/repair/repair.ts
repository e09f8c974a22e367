import { balancingMethod, balancingMethods } from '../../domain/balancing/balancing-methods';
import { datasets } from '../../domain/datasets/datasets';
import type { ParameterSpecs } from '../../domain/parameters';
import { optimizerKind, optimizerKinds } from '../../domain/optimizers/optimizer-kinds';
import { scheduleKind, scheduleKinds } from '../../domain/schedules/schedule-kinds';
import { isRecord, own } from '../../lib/json';
import { datasetOf } from '../context';
import { defaultExperiment } from '../default-experiment';
import { networkWithoutTasks } from '../edits/tasks';
import { weightRules } from '../edits/weight-rules';
import { withSoundGroups } from '../groups';
import { isKeyOf } from '../../lib/keys';
import { writtenAugmentation, type augmentationAmounts } from '../context';
import { limits } from '../limits';
import { readOwnData } from '../own-data';
import { fingerprintPattern, type Experiment } from '../schema';
import { checkedField, numberField, part, textField, valuesField, type Source } from './fields';
import type { RepairLog } from './repair-log';
import { repairNetwork } from './repair-network';
import { repairTasks } from './repair-tasks';

/**
 * The valid document that is nearest to what came from outside: every field is repaired by itself,
 * what is missing comes from the default experiment, and each change is noted. What the schema does
 * not know is left out; of links and files that is told too (link/linked-document.ts).
 */
export function repair(raw: Readonly<Record<string, unknown>>, log: RepairLog): Experiment {
  const document: Source = { raw, path: '', log };
  const data = repairData(document);
  const { tasks, beyond, weightsSumToOne } = repairTasks(document, data);
  const balancing = part(document, 'balancing');
  const asked = checkedField(balancing, 'method', isKeyOf(balancingMethods), defaultExperiment.balancing.method);
  // Steps on one task each have nothing to balance.
  const method = isAlternate(valueAt(raw, 'training.alternate')) ? 'static' : asked;
  if (method !== asked) log.note('balancing.method', 'replaced', { used: method });
  const allTasks = [...tasks, ...beyond];
  const experiment: Experiment = {
    version: 2,
    name: textField(document, 'name', limits.name, false, ''),
    note: textField(document, 'note', limits.note, true, ''),
    data,
    tasks,
    weightsSumToOne,
    balancing: { method, values: valuesField(balancing, 'values', balancingMethod(method).parameters), ...ruleField(balancing, method) },
    network: repairNetwork(
      document,
      allTasks.map((task) => task.id),
    ),
    optimizer: repairOptimizer(document),
    ...repairTraining(document),
    ...repairStart(document),
    seed: numberField(document, 'seed', limits.seed, true, defaultExperiment.seed),
  };
  if (beyond.length === 0) return experiment;
  return withSoundGroups({ ...experiment, network: networkWithoutTasks({ ...experiment, tasks: allTasks }, new Set(beyond.map((task) => task.id))) });
}

/** The rule that set the weights, which stand in the document; only static ones are set by any. */
function ruleField(balancing: Source, method: Experiment['balancing']['method']): Pick<Experiment['balancing'], 'rule'> {
  const given = own(balancing.raw, 'rule');
  const rule = weightRules.find((one) => one === given);
  if (rule !== undefined && method === 'static') return { rule };
  if (given !== undefined) balancing.log.note('balancing.rule', 'replaced', { used: 'none' });
  return {};
}

function repairData(document: Source): Experiment['data'] {
  const data = part(document, 'data');
  const reference = repairReference(data);
  const { splits, parameters = {} } = datasetOf({ data: { ...defaultExperiment.data, ...reference } });
  const fold = own(data.raw, 'fold') === undefined ? 0 : numberField(data, 'fold', limits.fold, true, 0);
  return {
    ...reference,
    ...repairParameters(data, parameters),
    train: numberField(data, 'train', [limits.images[0], splits.train.images], true, splits.train.usual),
    test: numberField(data, 'test', [limits.images[0], splits.test.images], true, splits.test.usual),
    validation: numberField(data, 'validation', limits.validation, false, 0),
    ...(fold === 0 ? {} : { fold }),
    ...repairAugmentation(data),
  };
}

/** Which data set: a built-in one, or one whose facts are there. */
function repairReference(data: Source): Pick<Experiment['data'], 'dataset' | 'own'> {
  const facts = own(data.raw, 'dataset') === 'own' ? readOwnData(own(data.raw, 'own')) : undefined;
  if (facts !== undefined) return { dataset: 'own', own: facts };
  return { dataset: checkedField(data, 'dataset', isKeyOf(datasets), 'mnist') };
}

/** Parameters that are left out have their defaults. */
function repairParameters(data: Source, specs: ParameterSpecs): Pick<Experiment['data'], 'parameters'> {
  if (own(data.raw, 'parameters') === undefined) return {};
  const parameters = valuesField(data, 'parameters', specs);
  return Object.keys(parameters).length === 0 ? {} : { parameters };
}

/** None is written down as absent, as an edit leaves it. */
function repairAugmentation(data: Source): Pick<Experiment['data'], 'augmentation'> {
  if (own(data.raw, 'augmentation') === undefined) return {};
  const augmentation = part(data, 'augmentation');
  // Other than shift and flip, these may be left out.
  const amount = (part: Exclude<(typeof augmentationAmounts)[number], 'shift'>) =>
    own(augmentation.raw, part) === undefined ? 0 : numberField(augmentation, part, limits[part], part === 'rotate', 0);
  return writtenAugmentation({
    shift: numberField(augmentation, 'shift', limits.shift, true, 0),
    flip: checkedField(augmentation, 'flip', isFlag, false),
    rotate: amount('rotate'),
    zoom: amount('zoom'),
    contrast: amount('contrast'),
    brightness: amount('brightness'),
    crop: amount('crop'),
    noise: amount('noise'),
    cutout: amount('cutout'),
  });
}

function repairOptimizer(document: Source): Experiment['optimizer'] {
  const optimizer = part(document, 'optimizer');
  const kind = checkedField(optimizer, 'kind', isKeyOf(optimizerKinds), defaultExperiment.optimizer.kind);
  const { parameters, learningRate } = optimizerKind(kind);
  const groups = own(optimizer.raw, 'groups');
  const isEmpty = groups === undefined || (Array.isArray(groups) && groups.length === 0);
  if (!isEmpty) document.log.note('optimizer.groups', 'dropped-not-supported');
  return {
    kind,
    learningRate: numberField(optimizer, 'learningRate', limits.learningRate, false, learningRate),
    values: valuesField(optimizer, 'values', parameters),
    groups: [],
  };
}

function repairTraining(document: Source): Pick<Experiment, 'schedule' | 'regularisation' | 'training'> {
  const usual = defaultExperiment;
  const penalties = part(document, 'regularisation');
  const training = part(document, 'training');
  return {
    schedule: repairSchedule(part(document, 'schedule')),
    regularisation: {
      l1: numberField(penalties, 'l1', limits.penalty, false, 0),
      l2: numberField(penalties, 'l2', limits.penalty, false, 0),
      clipNorm: numberField(penalties, 'clipNorm', limits.clipNorm, false, 0),
    },
    training: {
      batch: checkedField(training, 'batch', isBatch, usual.training.batch),
      batchSize: numberField(training, 'batchSize', limits.batchSize, true, usual.training.batchSize),
      epochs: numberField(training, 'epochs', [1, limits.epochs], true, usual.training.epochs),
      evaluateEvery: numberField(training, 'evaluateEvery', limits.evaluateEvery, true, usual.training.evaluateEvery),
      ...repairAlternate(training),
    },
  };
}

function repairAlternate(training: Source): Pick<Experiment['training'], 'alternate'> {
  const alternate = own(training.raw, 'alternate');
  if (isAlternate(alternate)) return { alternate };
  if (alternate !== undefined) training.log.note('training.alternate', 'replaced', { used: '' });
  return {};
}

function repairSchedule(schedule: Source): Experiment['schedule'] {
  const kind = checkedField(schedule, 'kind', isKeyOf(scheduleKinds), defaultExperiment.schedule.kind);
  const warmup = numberField(schedule, 'warmup', limits.warmup, true, 0);
  if (own(schedule.raw, 'values') === undefined) return { kind, warmup };
  return { kind, warmup, values: valuesField(schedule, 'values', scheduleKind(kind).parameters) };
}

/** What a run began with: it cannot be guessed. */
function repairStart(document: Source): Pick<Experiment, 'start'> {
  const start = own(document.raw, 'start');
  if (start === undefined) return {};
  const fingerprint = isRecord(start) ? own(start, 'fingerprint') : undefined;
  if (typeof fingerprint === 'string' && fingerprintPattern.test(fingerprint)) return { start: { fingerprint } };
  document.log.note('start', 'dropped-not-supported');
  return {};
}

/** What stands under a path with dots; undefined where there is nothing. */
function valueAt(raw: unknown, path: string): unknown {
  return path.split('.').reduce((value, key) => (isRecord(value) ? own(value, key) : undefined), raw);
}

function isFlag(value: unknown): value is boolean {
  return typeof value === 'boolean';
}

function isAlternate(value: unknown): value is NonNullable<Experiment['training']['alternate']> {
  return value === 'in-turn' || value === 'by-amount' || value === 'each';
}

function isBatch(value: unknown): value is Experiment['training']['batch'] {
  return value === 'mini' || value === 'full' || value === 'single';
}
