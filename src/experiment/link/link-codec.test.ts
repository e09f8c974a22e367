import fc from 'fast-check';
import { deflateSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { toBase64url } from '../../lib/base64url';
import { processorTime } from '../../lib/processor-time.test-helpers';
import { applyCommand } from '../commands';
import { analyseExperiment } from '../context';
import { defaultExperiment } from '../default-experiment';
import { readDocument, readDocumentText, writeDocument } from './file-format';
import { limits } from '../limits';
import { decodeLink, encodeLink } from './link-codec';
import { applyDifference, difference } from './link-form';
import { link1Of, link2Of } from './links.test-helpers';
import { anyExperiment } from '../random-commands.test-helpers';
import type { Experiment } from '../schema';
import { templateIds } from '../templates/template-ids';
import { templates } from '../templates/templates';

/** Reads a link that must be sound. */
function read(link: string): Experiment {
  const result = decodeLink(link);
  if (!result.ok) throw new Error(result.error.code);
  expect(result.value.repairs).toEqual([]);
  return result.value.experiment;
}

const errorOf = (link: string) => {
  const result = decodeLink(link);
  return result.ok ? 'none' : result.error.code;
};

describe('a link', () => {
  it('gives back the document that was written, to the last digit', () => {
    fc.assert(
      fc.property(anyExperiment, (experiment) => {
        const link = encodeLink(experiment);
        expect(link).toMatch(/^#2\.\d+\.[A-Za-z0-9_-]+\.[0-9a-f]{6}$/);
        expect(read(link)).toEqual(experiment);
        const file = readDocumentText(writeDocument(experiment));
        expect(file.ok && file.value).toEqual({ experiment, repairs: [] });
      }),
      { numRuns: 200 },
    );
  });

  it('reads the same from a whole address, from the part behind #, and from the code alone', () => {
    const link = encodeLink({ ...defaultExperiment, seed: 7 });
    for (const text of [link, link.slice(1), `https://example.org/play/?device=cpu${link}`, `  ${link}\n`])
      expect(read(text).seed).toBe(7);
  });

  it('is short enough for chat programs: the default, a few edits, and every start network', () => {
    expect(encodeLink(defaultExperiment).length).toBeLessThan(30);
    const weighted = applyCommand(defaultExperiment, 'task.weight', { task: 'digit', weight: 0.8 });
    expect(weighted.ok && encodeLink(weighted.value).length).toBeLessThan(110);
    for (const template of templateIds) {
      for (const dataset of ['mnist', 'cifar10'] as const) {
        const chosen = applyCommand(defaultExperiment, 'data.dataset', { dataset });
        const drawn = applyCommand(chosen.ok ? chosen.value : defaultExperiment, 'network.start-from', { template: templates[template] });
        expect(drawn.ok && encodeLink(drawn.value).length).toBeLessThan(1200);
      }
    }
  });

  it('holds the largest document that there can be', () => {
    const id = (index: number) => `layer-${'x'.repeat(30)}-${100 + index}`;
    const largest: Experiment = {
      ...defaultExperiment,
      name: '网'.repeat(limits.name),
      note: '网'.repeat(limits.note),
      network: {
        layers: Array.from({ length: limits.layers }, (_, index) => ({
          id: id(index),
          kind: 'conv2d',
          values: { filters: 512, kernel: 11, stride: 4, padding: 'valid', activation: 'sigmoid' },
          initialiser: 'glorot',
          x: -limits.position,
          y: -limits.position + index,
        })),
        wires: Array.from({ length: limits.wires }, (_, index) => ({
          from: id(index % 200),
          to: id((index * 7 + Math.floor(index / 200)) % 200),
        })),
        ties: [],
      },
    };
    expect(read(encodeLink(largest))).toEqual(largest);
  });

  it('is written fast enough to follow every edit', () => {
    const { milliseconds } = processorTime(() => {
      for (let turn = 0; turn < 50; turn += 1) encodeLink({ ...defaultExperiment, seed: turn });
    });
    expect(milliseconds / 50).toBeLessThan(10);
  });

  it('carries a presentation and a result as they came, whatever they hold', () => {
    const carried = { presentation: { language: 'zh-CN', lesson: [1, { step: 'later' }] }, result: 'not known today' };
    const linked = decodeLink(encodeLink(defaultExperiment, carried));
    expect(linked).toEqual({ ok: true, value: { experiment: defaultExperiment, ...carried, repairs: [] } });
    const file = readDocumentText(writeDocument(defaultExperiment, carried));
    expect(file).toEqual(linked);
    const inVersion1 = decodeLink(link1Of('{"presentation":{"language":"en","projector":true}}'));
    expect(inVersion1.ok && inVersion1.value.presentation).toEqual({ language: 'en', projector: true });
  });

  it('names the weights that its run began with, which whoever opens it is told are not there', () => {
    const start = { fingerprint: '0123456789abcdef' };
    const linked = decodeLink(encodeLink({ ...defaultExperiment, start }, { presentation: 1, result: 2 }));
    const told = [{ path: 'start', code: 'kept-weights-elsewhere', params: {} }];
    expect(linked).toEqual({ ok: true, value: { experiment: defaultExperiment, start, presentation: 1, repairs: told } });
    expect(readDocumentText(writeDocument({ ...defaultExperiment, start }, { presentation: 1, result: 2 }))).toEqual(linked);
    const damaged = decodeLink(link2Of('{"base":2,"document":{"start":{"fingerprint":"?"}}}'));
    expect(damaged).toEqual({ ok: true, value: { experiment: defaultExperiment, repairs: [{ path: 'start', code: 'dropped-not-supported', params: {} }] } });
  });

  it('tells what of a document it does not know, however much it is', () => {
    const read = decodeLink(link2Of('{"base":2,"document":{"later":{"a":1},"seed":7,"data":{"aug":2,"fold":1},"tasks":["digit",{"id":"parity","note":"x"},"reconstruction"]}}'));
    expect(read.ok && read.value.repairs).toEqual(['data.aug', 'tasks.parity.note', 'later'].map((path) => ({ path, code: 'dropped-not-supported', params: {} })));
    expect(read.ok && read.value.experiment).toMatchObject({ seed: 7, data: { fold: 1 } });
    const many = Object.fromEntries(Array.from({ length: 900 }, (_, index) => [`key-${index}`, index]));
    const file = readDocumentText(JSON.stringify({ ...defaultExperiment, ...many, ['\u202e'.repeat(200)]: 1 }));
    expect(file.ok && file.value.repairs.at(-1)).toEqual({ path: '', code: 'and-more', params: { count: 901 - 50 } });
    expect(file.ok && file.value.experiment).toEqual(defaultExperiment);
  });

  it('does not carry the result of another document than the one that is read', () => {
    const repaired = decodeLink(link2Of('{"base":1,"document":{"seed":-1},"presentation":{"a":1},"result":{"b":2}}'));
    expect(repaired.ok && [repaired.value.presentation, repaired.value.result]).toEqual([{ a: 1 }, undefined]);
  });
});

describe('what is no link', () => {
  it.each([
    ['', 'not-a-link'],
    ['https://example.org/', 'not-a-link'],
    ['#settings', 'not-a-link'],
    ['#0.q64FAA', 'not-a-link'],
    ['#1.', 'damaged'],
    ['#1.q64FA', 'damaged'],
    ['#2.', 'cut-off'],
    ['#2.12', 'cut-off'],
    ['#2.12.A5kDzBp', 'cut-off'],
    ['#2.12.A5kDzBpWhrUA', 'cut-off'],
    ['#2.12.A5kDzBpWhrUA.777b3', 'cut-off'],
    ['#2.12.A5kDzBpWhrUA.777b31', 'damaged'],
    ['#2.012.A5kDzBpWhrUA.777b30', 'damaged'],
    ['#2.abc', 'damaged'],
    ['#2.q64FAA', 'damaged'],
    ['#3.q64FAA', 'newer-version'],
    ['#999999999.q64FAA', 'newer-version'],
    [`#1.${'A'.repeat(limits.linkCharacters)}`, 'too-long'],
  ])('%.20s is refused as such', (text, code) => {
    expect(errorOf(text)).toBe(code);
  });

  it.each([
    ['[]', 'damaged'],
    ['"text"', 'damaged'],
    ['{"document":5}', 'unusable'],
    ['{"document":[]}', 'unusable'],
    ['{"document":{"version":null}}', 'unusable'],
    ['{"document":{"version":1.5}}', 'unusable'],
    ['{"document":{"version":3}}', 'newer-version'],
    ['{"document":{"network":null}}', 'unusable'],
    ['{"document":{"network":{"layers":{}}}}', 'unusable'],
  ])('the payload %s is refused', (payload, code) => {
    expect(errorOf(link1Of(payload))).toBe(code);
  });

  it.each([
    ['[]', 'damaged'],
    ['{}', 'unusable'],
    ['{"base":0}', 'unusable'],
    ['{"base":"1"}', 'unusable'],
    ['{"base":3}', 'newer-version'],
    ['{"base":1,"document":{"version":3}}', 'newer-version'],
    ['{"base":1,"document":5}', 'unusable'],
    [`{"base":1,"result":"${'x'.repeat(limits.carriedBytes)}"}`, 'too-long'],
    [`{"base":1,"result":${'['.repeat(limits.carriedDepth + 1)}${']'.repeat(limits.carriedDepth + 1)}}`, 'unusable'],
  ])('the payload %.50s of version 2 is refused', (payload, code) => {
    expect(errorOf(link2Of(payload))).toBe(code);
  });

  it('says which part a newer version wrote', () => {
    const parts = ['#3.AAAA', link2Of('{"base":7}'), link2Of('{"base":1,"document":{"version":9}}')].map((link) => decodeLink(link));
    expect(parts.map((part) => (part.ok ? {} : part.error.params))).toEqual([
      { part: 'link', version: 3, known: 2 },
      { part: 'base', version: 7, known: 2 },
      { part: 'document', version: 9, known: 2 },
    ]);
  });

  it('may unpack to gigabytes: reading stops at the limit', () => {
    const zeros = deflateSync(new Uint8Array(40_000_000), { level: 9 });
    const link = `#1.${toBase64url(zeros)}`;
    // The best of several tries: the first ones are compiled on the way.
    const times = [1, 2, 3, 4, 5].map(() => processorTime(() => expect(errorOf(link)).toBe('too-long')).milliseconds);
    expect(Math.min(...times)).toBeLessThan(50);
    expect(errorOf(link1Of(JSON.stringify({ padding: 'x'.repeat(limits.decodedBytes) })))).toBe('too-long');
    expect(errorOf(link1Of(JSON.stringify({ padding: 'x'.repeat(limits.decodedBytes - 20) })))).toBe('none');
  });
});

describe('a link of a network that no browser can hold', () => {
  it('opens, and the network says that it is too large', () => {
    const count = 12;
    const layers = [{ id: 'input' }, ...Array.from({ length: count }, (_, n) => ({ id: `big-${n}`, kind: 'dense', values: { units: 4096 } })), 'head-digit'];
    const wires = Array.from({ length: count + 1 }, (_, n) => [n, n + 1]).flat();
    const read = decodeLink(link1Of(JSON.stringify({ document: { network: { layers, wires } } })));
    if (!read.ok) throw new Error(read.error.code);
    const { faults, runnable } = analyseExperiment(read.value.experiment);
    expect([runnable, faults.map(({ code }) => code)]).toEqual([false, expect.arrayContaining(['too-much-memory'])]);
  });
});

describe('a file', () => {
  it('of version 1, and one with a byte order mark, are read as well', () => {
    const text = JSON.stringify({ format: 'multitask-playground', version: 1, experiment: defaultExperiment });
    expect(readDocumentText(`\uFEFF${text}`)).toEqual({ ok: true, value: { experiment: defaultExperiment, repairs: [] } });
  });

  it('may also be what the link command prints, or an experiment alone', () => {
    for (const json of [{ experiment: defaultExperiment, warnings: [] }, defaultExperiment]) {
      const result = readDocument(json);
      expect(result.ok && result.value.experiment).toEqual(defaultExperiment);
    }
  });

  it.each([
    ['{', 'damaged'],
    ['[1]', 'unusable'],
    ['{}', 'unusable'],
    ['{"experiment":{}}', 'unusable'],
    ['{"format":"multitask-playground","version":3,"experiment":{}}', 'newer-version'],
    ['{"format":"multitask-playground","version":2,"experiment":{"version":3}}', 'newer-version'],
    [' '.repeat(limits.fileCharacters + 1), 'too-long'],
  ])('%.40s is refused', (text, code) => {
    const result = readDocumentText(text);
    expect(result.ok ? 'none' : result.error.code).toBe(code);
  });
});

describe('the difference of two documents', () => {
  it('leads from any base to any document', () => {
    fc.assert(
      fc.property(anyExperiment, anyExperiment, (base, value) => {
        const change = difference(base, value);
        const sent: unknown = change === undefined ? undefined : JSON.parse(JSON.stringify(change));
        expect(applyDifference(base, sent)).toEqual(value);
      }),
      { numRuns: 100 },
    );
  });

  it('does not touch prototypes', () => {
    const change: unknown = JSON.parse(
      '{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}},"a":{"__proto__":{"polluted":1}}}',
    );
    const applied = applyDifference({ a: { b: 1 } }, change);
    expect(Object.getPrototypeOf(applied)).toBe(Object.prototype);
    expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false);
  });
});
