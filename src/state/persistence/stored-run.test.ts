import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { metricIds } from '../../domain/metrics/metric-kinds';
import { summaries } from '../../domain/metrics/summaries';
import type { TestDetails } from '../../domain/metrics/summary';
import { sumsLength, type TaskLayout } from '../../domain/metrics/task-metrics';
import { stepNotes } from '../../domain/balancing/step-notes';
import { layoutOf, testMetricsOf } from '../../experiment/context';
import { defaultExperiment } from '../../experiment/default-experiment';
import { liveSettings } from '../../experiment/live-settings';
import type { Experiment } from '../../experiment/schema';
import { base1 } from '../../experiment/presets/base-1';
import { templates } from '../../experiment/templates/templates';
import type { TestedTask, TestPoint } from '../../protocol/metrics';
import type { RunRecord } from '../app-state';
import { RunSeries } from '../runs/run-series';
import { decodeRun, storedRun } from './stored-run';

/** As it comes back out of the database. */
const reread = (stored: unknown) => decodeRun(structuredClone(stored));

/** Colour images: two classifications, the mean colour, and the image itself. */
const colours: Experiment = (() => {
  const data = { ...defaultExperiment.data, dataset: 'cifar10' as const };
  const tasks = (['object-class', 'mean-colour', 'animal-or-vehicle', 'reconstruction'] as const).map((kind, colour) => ({ id: kind, kind, colour, weight: 0.25 }));
  return { ...defaultExperiment, data, tasks, network: templates['small-cnn'].build(data, tasks) };
})();

/** Three steps of digit, parity and reconstruction, as the first versions of the page kept them. */
const formerSeries = {
  steps: 3,
  losses: Float32Array.of(2.3, 0.7, 0.2, 2.2, 0.6, 0.1, 2.1, 0.5, 0.05),
  sums: Float32Array.of(8, 64, 32, 64, 6.4, 64, 9, 64, 33, 64, 3.2, 64, 10, 64, 40, 64, 1.6, 64),
  totals: Float32Array.of(1.4, 1.3, 1.2),
  weights: Float32Array.of(0.5, 0.3, 0.2, 0.5, 0.3, 0.2, 0.5, 0.3, 0.2),
};
const formerTest = {
  step: 3,
  subset: false,
  images: 20,
  losses: Float32Array.of(2.25, 0.625, 0.125),
  sums: Float32Array.of(5, 20, 12, 20, 2, 20),
};
const formerRun = (test: object, series: object = {}) => ({
  id: 'run-1',
  startedAt: 1_764_000_000_000,
  // A document of version 1, which the default experiment is read from.
  experiment: base1,
  marks: [{ step: 2, field: 'optimizer.learningRate', from: 0.001, to: 0.01 }],
  timeline: [{ step: 2, live: { ...liveSettings(defaultExperiment), learningRate: 0.01 } }],
  series: { ...formerSeries, tests: [test], ...series },
});

/** [digit, parity, reconstruction], four scores each. */
const scores = Float32Array.of(0.25, 0.3, 0.28, 0.8, 0.6, 0.61, 0.605, 0.7, Number.NaN, Number.NaN, Number.NaN, Number.NaN);
const ofParity = { task: 1, counts: Uint32Array.of(7, 3, 5, 5) };
const ofDigit = { task: 0, counts: Uint32Array.from({ length: 100 }, (_, at) => (at % 11 === 0 ? 2 : 0)) };

describe('a run that an earlier version of the page kept', () => {
  it('opens without the scores that were not kept then', () => {
    const run = reread(formerRun(formerTest));
    expect(run?.series.tests).toStrictEqual([
      {
        step: 3,
        subset: false,
        images: 20,
        tasks: [
          { loss: 2.25, count: 20, sums: Float32Array.of(5, 20) },
          { loss: 0.625, count: 20, sums: Float32Array.of(12, 20) },
          { loss: 0.125, count: 20, sums: Float32Array.of(2, 20) },
        ],
      },
    ]);
    expect(run?.series.store()).toMatchObject({ ...formerSeries, layout: layoutOf(defaultExperiment), conflicts: [], notes: [], taskSteps: [] });
    const [first] = run?.series.tests ?? [];
    const unknown = { precision: Number.NaN, recall: Number.NaN, f1: Number.NaN, auc: Number.NaN };
    expect(first && testMetricsOf(defaultExperiment, first)).toEqual([{ accuracy: 0.25, ...unknown }, { accuracy: 0.6, ...unknown }, { psnr: 10 }]);
  });

  it('opens with scores, confusions and mixing coefficients, to the last digit', () => {
    const coefficients = [{ layer: 'stitch-1', values: Float32Array.of(0.9, 0.1) }];
    const run = reread(formerRun({ ...formerTest, split: 'test', scores, confusions: [ofDigit, ofParity], coefficients }, { cosines: new Float32Array(0), lengths: new Float32Array(0), notes: [], taskSteps: [], conflicts: [] }));
    const [test] = run?.series.tests ?? [];
    expect(test).toMatchObject({ split: 'test', coefficients });
    const named = (values: readonly number[]) => Object.fromEntries(values.map((value, place) => [['precision', 'recall', 'f1', 'auc'][place], Math.fround(value)]));
    const ofTasks = [[0.25, 0.3, 0.28, 0.8], [0.6, 0.61, 0.605, 0.7]].map(named);
    expect(test?.tasks.map(({ details }) => details)).toStrictEqual([
      { metrics: ofTasks[0], confusion: ofDigit.counts },
      { metrics: ofTasks[1], confusion: ofParity.counts },
      undefined,
    ]);
    expect(test && testMetricsOf(defaultExperiment, test)).toEqual([{ accuracy: 0.25, ...ofTasks[0] }, { accuracy: 0.6, ...ofTasks[1] }, { psnr: 10 }]);
  });

  it('is kept anew in the form of today, and read again the same', () => {
    const run = reread(formerRun({ ...formerTest, scores, confusions: [ofParity] }));
    if (run === undefined) throw new Error('it is damaged');
    const stored = storedRun(run);
    expect(stored.series.tests[0]).not.toHaveProperty('losses');
    const again = reread(stored);
    expect(again && storedRun(again)).toStrictEqual(stored);
  });

  it('is taken without scores and confusions that do not fit its tasks', () => {
    const details = (more: object) => reread(formerRun({ ...formerTest, ...more }))?.series.tests[0]?.tasks.map((task) => task.details);
    for (const odd of [scores.subarray(1), [...scores], 'none']) expect(details({ scores: odd })).toEqual([undefined, undefined, undefined]);
    const unfit = [{ ...ofParity, counts: [7, 3, 5, 5] }, { ...ofParity, counts: new Uint32Array(9) }, { ...ofParity, task: 3 }, { ...ofParity, task: 2 }, 7];
    for (const odd of unfit) expect(details({ confusions: [odd] })).toEqual([undefined, undefined, undefined]);
  });

  it('is damaged where its arrays do not fit its tasks', () => {
    expect(reread(formerRun({ ...formerTest, losses: Float32Array.of(1, 2) }))).toBeUndefined();
    expect(reread(formerRun({ ...formerTest, sums: new Float32Array(7) }))).toBeUndefined();
    expect(reread(formerRun({ ...formerTest, sums: [...formerTest.sums] }))).toBeUndefined();
    for (const name of ['losses', 'sums', 'totals', 'weights'] as const) {
      expect(reread(formerRun(formerTest, { [name]: formerSeries[name].subarray(1) }))).toBeUndefined();
    }
  });
});

const count = fc.nat(1000);
const value = fc.oneof(fc.float(), fc.constant(Number.NaN));
const floats = (length: number) => fc.array(value, { minLength: length, maxLength: length }).map((values) => Float32Array.from(values));

function testedTask({ measure, outputSize, sums }: TaskLayout): fc.Arbitrary<TestedTask> {
  const { confusion: length } = summaries[measure].details?.lengths(outputSize) ?? {};
  const metrics = fc.dictionary(fc.constantFrom(...metricIds), value);
  const confusion = fc.array(count, { minLength: length ?? 0, maxLength: length ?? 0 }).map((counts) => Uint32Array.from(counts));
  const details: fc.Arbitrary<TestDetails> =
    length === undefined ? fc.record({ metrics }) : fc.oneof(fc.record({ metrics }), fc.record({ confusion }), fc.record({ metrics, confusion }));
  return fc.record(
    { loss: value, count: fc.oneof(count, fc.double({ min: 0, max: 100, noNaN: true })), sums: floats(sums), details },
    { requiredKeys: ['loss', 'count', 'sums'] },
  );
}

function testPoint(layout: readonly TaskLayout[]): fc.Arbitrary<TestPoint> {
  const coefficients = fc.array(fc.record({ layer: fc.string(), values: fc.array(value).map((values) => Float32Array.from(values)) }));
  return fc.record(
    { step: count, subset: fc.boolean(), images: count, tasks: fc.tuple(...layout.map(testedTask)), split: fc.constantFrom('test', 'validation', 'train'), coefficients },
    { requiredKeys: ['step', 'subset', 'images', 'tasks'] },
  );
}

const setting = fc.oneof(fc.string(), fc.boolean(), fc.double({ noNaN: true }));

/** Any run of a document, whatever a training of it could not be. */
const anyRun = fc.tuple(fc.constantFrom(defaultExperiment, colours), fc.nat(4)).chain(([experiment, steps]): fc.Arbitrary<RunRecord> => {
  const layout = layoutOf(experiment);
  const tasks = layout.length;
  const conflict = fc
    .tuple(fc.option(fc.string(), { nil: undefined }), fc.subarray([...layout.keys()]), fc.array(count, { maxLength: 3 }))
    .chain(([layer, among, at]) => floats(at.length * among.length ** 2).map((grams) => ({ layer, tasks: among, steps: Uint32Array.from(at), grams })));
  const stored = fc.record({
    steps: fc.constant(steps),
    layout: fc.constant(layout),
    losses: floats(steps * tasks),
    sums: floats(steps * sumsLength(layout)),
    totals: floats(steps),
    weights: floats(steps * tasks),
    cosines: floats(steps * tasks),
    lengths: floats(steps),
    tests: fc.array(testPoint(layout), { maxLength: 3 }),
    conflicts: fc.uniqueArray(conflict, { maxLength: 3, selector: ({ layer }) => layer }),
    notes: fc.array(fc.record({ note: fc.constantFrom(...stepNotes), count, first: count, last: count })),
    taskSteps: fc.array(fc.record({ step: count, task: fc.nat(tasks - 1) })),
  });
  const live = fc.record({ learningRate: fc.double({ min: 0.0001, max: 0.1, noNaN: true }), epochs: fc.integer({ min: 1, max: 20 }) });
  const start = fc.constantFrom({}, { start: { fingerprint: '0123456789abcdef' } });
  const requiredKeys = ['id', 'startedAt', 'experiment', 'marks', 'timeline', 'series'] as const;
  const fields = {
    id: fc.string(),
    startedAt: count,
    experiment: start.map((kept) => ({ ...experiment, ...kept })),
    keptFrom: fc.record({ run: fc.string(), step: count }),
    marks: fc.array(fc.record({ step: count, field: fc.string(), from: setting, to: setting })),
    timeline: fc.array(fc.record({ step: count, live: live.map((more) => ({ ...liveSettings(experiment), ...more })) })),
    series: stored.map((series) => new RunSeries(layout, series)),
  };
  return fc.record(fields, { requiredKeys: [...requiredKeys] });
});

describe('a run that is kept', () => {
  it('comes back as it was', () => {
    fc.assert(
      fc.property(anyRun, (run) => {
        const stored = storedRun(run);
        const read = reread(stored);
        expect(read && storedRun(read)).toStrictEqual(structuredClone(stored));
      }),
      { numRuns: 60 },
    );
  });

  it('comes back with the layout of its document where the worker had said nothing yet', () => {
    const run = { id: 'run', startedAt: 0, experiment: defaultExperiment, marks: [], timeline: [], series: new RunSeries() };
    expect(reread(storedRun(run))?.series.layout).toEqual(layoutOf(defaultExperiment));
  });

  const kept = (layout: readonly object[], tests: readonly object[], sums: Float32Array = formerSeries.sums) => reread(formerRun({}, { layout, tests, sums }));
  const today = layoutOf(defaultExperiment);
  const task = (...sums: readonly number[]) => ({ loss: 1, count: 4, sums: Float32Array.from(sums) });

  it('is damaged where a test does not fit the tasks', () => {
    const test = (...tasks: readonly object[]) => ({ step: 3, subset: true, images: 4, tasks });
    const sound = [task(1, 4), task(2, 4), task(0.5, 4)];
    expect(kept(today, [test(...sound)])?.series.tests[0]?.tasks).toEqual(sound);
    const odd = [sound.slice(1), [...sound, task(1, 4)], [task(1), task(2, 4), task(0.5, 4)], [{ ...task(1, 4), count: -1 }, ...sound.slice(1)], [{ ...task(1, 4), loss: '1' }, ...sound.slice(1)]];
    for (const tasks of odd) expect(kept(today, [test(...tasks)])).toBeUndefined();
    for (const layout of [today.slice(1), [...today, ...today]]) expect(kept(layout, [test(...sound)])).toBeUndefined();
  });

  it('is taken without details that its tasks do not have', () => {
    const details = (own: unknown) => kept(today, [{ step: 3, subset: false, images: 4, tasks: [task(1, 4), { ...task(2, 4), details: own }, task(0.5, 4)] }])?.series.tests[0]?.tasks[1]?.details;
    const metrics = { f1: 0.5 };
    expect(details({ metrics, confusion: ofParity.counts })).toEqual({ metrics, confusion: ofParity.counts });
    for (const confusion of [new Uint32Array(9), [7, 3, 5, 5], 'none']) expect(details({ metrics, confusion })).toStrictEqual({ metrics });
    for (const odd of ['none', {}, { metrics: { f1: '1' } }, { metrics: { unheard: 1 } }]) expect(details(odd)).toBeUndefined();
  });

  it('keeps its losses, and the metrics of all other tasks, when what a measure leaves has changed since', () => {
    // Digits once left three sums, of which nobody knows any more what the third one was.
    const layout = [{ measure: 'classification', outputSize: 10, sums: 3 }, ...today.slice(1)];
    const rows = Float32Array.of(8, 64, 7, 32, 64, 6.4, 64, 9, 64, 7, 33, 64, 3.2, 64, 10, 64, 7, 40, 64, 1.6, 64);
    const run = kept(layout, [{ step: 3, subset: false, images: 4, tasks: [task(1, 4, 9), task(2, 4), task(0.5, 4)] }], rows);
    const [test] = run?.series.tests ?? [];
    expect(test?.tasks.map(({ loss }) => loss)).toEqual([1, 1, 1]);
    expect(test && testMetricsOf(defaultExperiment, test).map(({ accuracy, psnr }) => accuracy ?? psnr)).toEqual([Number.NaN, 0.5, expect.closeTo(9.03, 2)]);
    expect(run?.series.layout).toEqual(today);
    expect([...(run?.series.sumsBetween(0, 3) ?? [])]).toEqual([0, 0, 105, 192, expect.closeTo(11.2, 5), 192]);
    expect(run?.series.lossAt(0, 3)).toBe(Math.fround(2.1));
    expect(kept([{ measure: 'gone', outputSize: 10, sums: 2 }, ...today.slice(1)], [])?.series.sumsBetween(0, 3)[0]).toBe(0);
  });
});
