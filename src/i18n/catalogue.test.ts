import { describe, expect, test } from 'vitest';
import { balancingMethods } from '../domain/balancing/balancing-methods';
import { datasetById, datasets } from '../domain/datasets/datasets';
import type { NetworkFault } from '../domain/network/analysis';
import { initialisers, type LayerKind } from '../domain/network/layer-kind';
import { layerGroups } from '../domain/network/layer-groups';
import { layerKinds } from '../domain/network/layer-kinds';
import { optimizerKinds } from '../domain/optimizers/optimizer-kinds';
import type { ParameterSpecs } from '../domain/parameters';
import { scheduleKinds } from '../domain/schedules/schedule-kinds';
import { lossIds, lossKind } from '../domain/losses/losses';
import { metricIds } from '../domain/metrics/metric-kinds';
import { keysOf } from '../lib/keys';
import { taskKinds } from '../domain/tasks/task-kinds';
import { usualTask } from '../domain/tasks/tasks.test-helpers';
import type { Experiment, ExperimentAugmentation } from '../experiment/schema';
import { trainingFields } from '../experiment/training-fields';
import type { EditRefusal } from '../experiment/edits/refusal';
import type { LinkError } from '../experiment/read-document';
import type { Repair } from '../experiment/repair/repair-log';
import { templateGroups, templateIds } from '../experiment/templates/template-ids';
import { deviceIds, type DeviceRejection } from '../protocol/device';
import { stepNotes, type StepNote } from '../domain/balancing/step-notes';
import type { Problem } from '../protocol/problem';
import { namespaces } from './en/namespaces';
import { lateNamespaces } from './en/late-namespaces';
import { cards } from './en/cards';
import { cards as chineseCards } from './zh-CN/cards';
import { formats } from './format';
import { loadLanguage, loadLateTexts, translateCode, translateFirst, translator } from './translate';
import { namespaces as chinese } from './zh-CN/namespaces';

type Catalogue = Readonly<Record<string, Readonly<Record<string, string>>>>;
const catalogues: Readonly<Record<'en' | 'zh-CN', Catalogue>> = { en: { ...namespaces, ...lateNamespaces, cards }, 'zh-CN': { ...chinese, cards: chineseCards } };

function flat(catalogue: Catalogue): ReadonlyMap<string, string> {
  return new Map(
    Object.entries(catalogue).flatMap(([namespace, texts]) => Object.entries(texts).map(([name, text]): [string, string] => [`${namespace}.${name}`, text])),
  );
}

const placeholders = (text: string) => [...new Set([...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1]))].sort();

/** The few texts that are empty on purpose: the formula of an option that has none. */
const meantEmpty = ['training.evaluateEvery.formula'];

describe('both languages', () => {
  const texts = { en: flat(catalogues.en), 'zh-CN': flat(catalogues['zh-CN']) };

  test('have the same keys', () => {
    expect([...texts['zh-CN'].keys()].sort()).toEqual([...texts.en.keys()].sort());
  });

  test('have the same placeholders in each text', () => {
    const different = [...texts.en].filter(([key, text]) => placeholders(text).join() !== placeholders(texts['zh-CN'].get(key) ?? '').join());
    expect(different.map(([key]) => key)).toEqual([]);
  });

  test('have no empty text and no blanks at the ends', () => {
    const odd = Object.values(texts).flatMap((all) => [...all].filter(([key, text]) => text.trim() !== text || (text === '' && !meantEmpty.includes(key))));
    expect(odd).toEqual([]);
  });

  test('nothing is said in words of an older time', () => {
    const old = /\banew\b|on the desk|any more\b|\b(is|are) through\b|How the tasks pull|Nothing enters|train-set|already wired|wired already|Figures appear as soon|by itself:|桌面/i;
    const said = Object.values(texts).flatMap((all) => [...all].filter(([, text]) => old.test(text)).map(([key]) => key));
    expect(said).toEqual([]);
  });

  test('Chinese sentences have Chinese punctuation', () => {
    const half = [...texts['zh-CN']].filter(([, text]) => /[\u4e00-\u9fff][,;:?!]|[,;][\u4e00-\u9fff]/.test(text));
    expect(half).toEqual([]);
  });
});

/** What may be wrong with a layer's shape, also as a reason against a wire. */
const shapeFaults = {
  'needs-image': true,
  'window-too-large': true,
  'shapes-differ': true,
  'sizes-differ': true,
  'odd-channels': true,
  'own-input-missing': true,
  'too-few-inputs': true,
  'gate-size': true,
  'no-task': true,
  'no-input-field': true,
  'field-not-an-input': true,
  'too-large': true,
} as const;

/**
 * Every code that arrives as data, by area. Records are typed over their unions: a new code does
 * not compile until it is here.
 */
const codes: Readonly<Record<string, readonly string[]>> = {
  canvas: [
    ...keysOf(datasets).map((id) => `dataset.${id}`),
    ...templateIds.flatMap((id) => [`template.${id}`, `template-help.${id}`]),
    ...templateGroups.map(({ group }) => `templates.${group}`),
    ...layerGroups.map(({ group }) => `layers.${group}`),
  ],
  tasks: [
    ...keysOf(taskKinds).flatMap((id) => [
      id,
      `${id}.about`,
      ...usualTask(id).target.classes.flatMap((name) => ('id' in name ? [`class.${name.id}`] : [])),
    ]),
    ...lossIds.flatMap((id) => [
      `loss.${id}`,
      `loss.${id}.about`,
      `loss.${id}.formula`,
      ...Object.entries(lossKind(id).parameters).flatMap(([name, spec]) => [
        `loss.parameter.${name}`,
        `loss.parameter.${name}.about`,
        ...(spec.kind === 'choice' ? spec.options.map((option) => `loss.choice.${option}`) : []),
      ]),
    ]),
    ...metricIds.flatMap((id) => [`metric.${id}`, `metric.${id}.about`, `metric.${id}.formula`]),
  ],
  data: keysOf(datasets).flatMap((id) => [
    `${id}.about`,
    ...Object.keys(datasetById(id).parameters ?? {}).flatMap((name) => [`parameter.${name}`, `parameter.${name}.about`]),
  ]),
  balancing: Object.entries(balancingMethods).flatMap(([id, { parameters }]) => [
    id,
    `${id}.words`,
    `${id}.about`,
    `${id}.formula`,
    `${id}.same`,
    ...Object.keys(parameters).flatMap((name) => {
      const own = `${id}.parameter.${name}.about`;
      return [`parameter.${name}`, own in lateNamespaces.balancing ? own : `parameter.${name}.about`];
    }),
  ]),
  training: [
    ...Object.entries(optimizerKinds).flatMap(([id, { parameters }]) => [
      `optimizer.${id}`,
      `optimizer.${id}.about`,
      `optimizer.${id}.formula`,
      ...parameterCodes(parameters),
    ]),
    ...Object.entries(scheduleKinds).flatMap(([id, { parameters }]) => [
      `schedule.${id}`,
      `schedule.${id}.about`,
      `schedule.${id}.formula`,
      ...parameterCodes(parameters),
    ]),
    ...['mini', 'full', 'single'].flatMap((id) => [`batch.${id}`, `batch.${id}.about`]),
  ],
  device: [
    ...(['auto', ...deviceIds] as const).flatMap((id) => [id, `${id}.cost`]),
    ...deviceIds.flatMap((id) => [`${id}.about`, `why.${id}`]),
    'why.asked',
    'why.instead',
    'why.software.webgpu',
    'why.software.webgl',
    ...Object.keys({
      absent: true,
      software: true,
      'maybe-software': true,
      'failed-to-start': true,
      'no-answer': true,
      'wrong-numbers': true,
      lost: true,
    } satisfies Record<DeviceRejection, true>).map((reason) => `rejection.${reason}`),
  ],
  mixing: Object.values<LayerKind>(layerKinds).flatMap(({ coefficients: mixed }) => {
    if (mixed === undefined) return [];
    const text = `${mixed.from === 'examples' ? 'examples' : 'weights'}.${mixed.layout}`;
    return [text, `${text}.about`, `${text}.formula`, ...(mixed.from === 'examples' ? [] : [`${text}.start`])];
  }),
  network: [
    ...new Set(keysOf(datasets).flatMap((id) => Object.keys(datasetById(id).fields).map((name) => `field.${name}`))),
    ...Object.entries(layerKinds).flatMap(([id, { parameters }]) => [
      `kind.${id}`,
      `kind-help.${id}`,
      ...Object.entries<ParameterSpecs[string]>(parameters).flatMap(([name, spec]) => [
        `parameter.${name}`,
        `parameter-help.${name}`,
        ...(spec.kind === 'choice' ? spec.options.map((option) => `choice.${option}`) : []),
      ]),
    ]),
    ...(['auto', ...initialisers] as const).map((id) => `choice.${id}`),
    ...Object.keys({
      ...shapeFaults,
      cycle: true,
      'no-input': true,
      'too-many-inputs': true,
      'input-has-wires': true,
      'task-has-two-heads': true,
      'leads-nowhere': true,
      'task-without-head': true,
      'too-much-memory': true,
      'tie-idle': true,
      'behind-a-fault': true,
    } satisfies Record<NetworkFault['code'], true>),
    ...Object.keys({
      ...shapeFaults,
      'unknown-layer': true,
      self: true,
      duplicate: true,
      cycle: true,
      'input-takes-none': true,
      'unknown-task': true,
      'unknown-wire': true,
      'tie-to-itself': true,
      'tie-without-weights': true,
      'tie-misfit': true,
      'unknown-tie': true,
      'already-tied': true,
      'too-many-ties': true,
      'unknown-parameter': true,
      'not-a-number': true,
      'last-task': true,
      'no-task-counts': true,
      'too-many-tasks': true,
      'too-many-layers': true,
      'too-many-wires': true,
      'task-not-on-dataset': true,
      'every-task-has-a-head': true,
      'nothing-to-duplicate': true,
      'nothing-to-group': true,
      'nothing-to-paste': true,
      'ends-stay': true,
      'takes-one-input': true,
      'no-such-field': true,
      'one-group': true,
      'no-weights-by-rule': true,
      'loss-does-not-fit': true,
    } satisfies Record<EditRefusal['code'], true>),
  ],
  cards: [
    ...lossIds.flatMap((id) => Object.keys(lossKind(id).parameters).map((name) => `loss-parameter.${name}`)),
    ...Object.values(layerKinds).flatMap(({ parameters }) => Object.keys(parameters).map((name) => `layer.${name}`)),
    'layer.initialiser',
    ...[...Object.values(optimizerKinds), ...Object.values(scheduleKinds)].flatMap(({ parameters }) => Object.keys(parameters).map((name) => `optimizing.${name}`)),
    ...Object.entries(balancingMethods).flatMap(([id, { parameters }]) =>
      Object.keys(parameters).map((name) => (`${id}.parameter.${name}.about` in lateNamespaces.balancing ? `balancing.${id}.${name}` : `balancing.${name}`)),
    ),
    ...keysOf(trainingFields).flatMap((name) => (['optimizer', 'schedule', 'alternate', 'batch'].includes(name) ? [] : [`training.${name}`])),
    ...keysOf({ together: true, 'in-turn': true, 'by-amount': true, each: true } satisfies Record<NonNullable<Experiment['training']['alternate']> | 'together', true>).map((turn) => `alternate.${turn}`),
    ...keysOf({ mini: true, full: true, single: true } satisfies Record<Experiment['training']['batch'], true>).map((mode) => `batch.${mode}`),
    ...keysOf({ shift: true, flip: true, rotate: true, zoom: true, contrast: true, brightness: true, crop: true, noise: true, cutout: true } satisfies Record<keyof ExperimentAugmentation, true>).map((part) => `augmentation.${part}`),
  ],
  notes: stepNotes.flatMap((code) => [code, `${code}.advice`]),
  problems: [
    ...Object.keys({
      'network-faulty': true,
      'data-not-prepared': true,
      'data-not-here': true,
      'data-unreachable': true,
      'data-damaged': true,
      'too-few-images': true,
      'no-device': true,
      'device-lost': true,
      'device-silent': true,
      'out-of-memory': true,
      'one-value-per-channel': true,
      'not-finite': true,
      'no-worker': true,
      'worker-unresponsive': true,
      'no-such-run': true,
      'no-such-layer': true,
      'images-out-of-range': true,
      internal: true,
    } satisfies Record<Exclude<Problem['code'], StepNote>, true>).flatMap((code) => [code, `${code}.advice`]),
    ...Object.keys({
      missing: true,
      replaced: true,
      clamped: true,
      rounded: true,
      shortened: true,
      'characters-removed': true,
      'dropped-bad-id': true,
      'dropped-duplicate': true,
      'dropped-unknown-kind': true,
      'dropped-unknown-parameter': true,
      'dropped-wire-to-nowhere': true,
      'dropped-tie-to-nowhere': true,
      'dropped-from-group': true,
      'dropped-not-supported': true,
      'dropped-task-not-on-dataset': true,
      'dropped-too-many-tasks': true,
      'no-task-left': true,
      'unknown-task': true,
      'weights-rescaled': true,
      'sum-to-one-off': true,
      'kept-weights-elsewhere': true,
      'and-more': true,
    } satisfies Record<Repair['code'], true>).map((code) => `repair.${code}`),
    ...Object.keys({
      'too-long': true,
      'not-a-link': true,
      'cut-off': true,
      damaged: true,
      'newer-version': true,
      unusable: true,
    } satisfies Record<LinkError['code'], true>).map((code) => `link.${code}`),
  ],
};

function parameterCodes(specs: ParameterSpecs): readonly string[] {
  return Object.keys(specs).flatMap((name) => [`parameter.${name}`, `parameter.${name}.about`]);
}

test.each(Object.keys(codes))('every code that arrives as data has its text in "%s"', (namespace) => {
  const missing = (codes[namespace] ?? []).filter((code) => catalogues.en[namespace]?.[code] === undefined);
  expect(missing).toEqual([]);
});

test('what a parameter means in one method is told of a parameter that this method has', async () => {
  const own = Object.keys(lateNamespaces.balancing).filter((key) => key.includes('.parameter.'));
  const known = Object.entries(balancingMethods).flatMap(([id, { parameters }]) => Object.keys(parameters).map((name) => `${id}.parameter.${name}.about`));
  expect(own.filter((key) => !known.includes(key))).toEqual([]);
  await loadLateTexts();
  expect(translateFirst('en', 'balancing', ['gradnorm.parameter.alpha.about', 'parameter.alpha.about'])).toMatch(/pulled up/);
  expect(translateFirst('en', 'balancing', ['gradnorm.parameter.rate.about', 'parameter.rate.about'])).toBe(lateNamespaces.balancing['parameter.rate.about']);
});

test('placeholders are filled in, and one without a figure stays to be seen', async () => {
  expect(translator('en')('tasks.weight', { task: 'Digit' })).toBe('Weight of Digit');
  // A language that is not loaded yet is English.
  expect(translateCode('zh-CN', 'tasks', 'parity')).toBe('Parity');
  await loadLanguage('zh-CN');
  expect(translateCode('zh-CN', 'tasks', 'parity')).toBe('奇偶');
  expect(translateCode('en', 'problems', 'not-finite', { task: 'Parity' })).toContain('{step}');
  expect(translateCode('en', 'problems', 'never-heard-of')).toBe('never-heard-of');
});

describe('numbers', () => {
  test.each(['en', 'zh-CN'] as const)('are written alike in %s', (language) => {
    const format = formats(language);
    expect(format.integer(12_345.4)).toBe('12,345');
    expect(format.fixed(-0.31, 2)).toBe('−0.31');
    expect(format.fixed(-0.004, 2)).toBe('0.00');
    expect(format.integer(-0.4)).toBe('0');
    expect(format.percent(0.978)).toBe('97.8\u00a0%');
    expect(format.percent(Number.NaN)).toBe('–');
    expect(format.bytes(1_620_000)).toBe('1.6\u00a0MB');
    expect(format.significant(0.012345)).toBe('0.0123');
    expect(format.significant(1.5e-7)).toBe('1.50 × 10⁻⁷');
    expect([99_999, 250_000, -3e12].map((value) => format.tick(value, 0))).toEqual(['99,999', '2.5×10⁵', '−3×10¹²']);
  });
});
