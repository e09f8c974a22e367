import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { deflateSync } from 'fflate';
import * as v from 'valibot';
import { expect, it } from 'vitest';
import { toBase64url } from '../../lib/base64url';
import { processorTime } from '../../lib/processor-time.test-helpers';
import { randomInteger, randomKey } from '../../lib/random';
import { analyseExperiment } from '../context';
import { defaultExperiment } from '../default-experiment';
import { readDocument } from './file-format';
import { decodeLink, encodeLink } from './link-codec';
import type { LinkedDocument } from './linked-document';
import { encodeLink1, link1Of, link2Of } from './links.test-helpers';
import type { LinkError } from '../read-document';
import type { Result } from '../../lib/result';
import { anyExperiment } from '../random-commands.test-helpers';
import { experimentSchema } from '../schema';

const RUNS = 2_500;
/** The whole takes seconds; a machine that is busy with other things is given time. */
const DEADLINE = { timeout: 120_000 };
const outcomes = new Map<string, number>();

/**
 * Whatever was read: a valid document that can be written, read again unchanged, and analysed; or
 * an error. In little work.
 */
function expectSound(read: () => Result<LinkedDocument, LinkError>): void {
  const { value: result, milliseconds } = processorTime(read);
  expect(milliseconds).toBeLessThan(2_000);
  const outcome = result.ok ? (result.value.repairs.length > 0 ? 'repaired' : 'whole') : result.error.code;
  outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
  if (!result.ok) return;
  const { experiment, repairs, ...carried } = result.value;
  expect(v.is(experimentSchema, experiment)).toBe(true);
  expect(repairs.length).toBeLessThan(60);
  expect(JSON.stringify(repairs).length).toBeLessThan(30_000);
  expect(() => analyseExperiment(experiment)).not.toThrow();
  const again = decodeLink(encodeLink(experiment, carried));
  expect(again.ok && isDeepStrictEqual(again.value, { ...carried, experiment, repairs: [] })).toBe(true);
}

// Drawing an experiment takes longer than reading it: each of these is spoilt in several ways.
const bases = fc.sample(anyExperiment, { numRuns: 320, seed: 5 });
const experiments = bases.slice(0, 80);
const links = experiments.flatMap((experiment) => [encodeLink(experiment), encodeLink1(experiment)]);
const someLink = fc.oneof(fc.constantFrom(...links), fc.constant(encodeLink(defaultExperiment)));
const script = '"><img src=x onerror=alert(1)><script>alert(document.cookie)</script>';

/** Values that break careless readers. */
const hostile: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom<unknown>(
    null,
    true,
    '',
    script,
    '__proto__',
    'constructor',
    '\u0000',
    '\ud800',
    '\u202ereversed',
    'x'.repeat(5000),
  ),
  fc.constantFrom<unknown>(1e308, -1e308, -0, 0.5, 1e-320, 2 ** 53, -1, 65, 1e9, [], {}, [[]], [null], 'javascript:alert(1)'),
  fc.double(),
  fc.jsonValue({ maxDepth: 3 }),
);

/** Characters changed, cut out or put in. */
const mutated = fc
  .tuple(someLink, fc.array(fc.tuple(fc.nat(), fc.constantFrom('A', 'a', '9', '_', '-', '#', '.', '%', ' ', 'é'), fc.nat({ max: 2 })), { maxLength: 6 }))
  .map(([link, changes]) => {
    let text = link;
    for (const [place, character, kind] of changes) {
      const at = place % (text.length + 1);
      text = text.slice(0, at) + (kind === 0 ? '' : character) + text.slice(kind === 2 ? at : at + 1);
    }
    return text;
  });

/** Every place of a document, as a path of keys. */
function placesOf(value: unknown, path: readonly string[] = []): readonly (readonly string[])[] {
  if (typeof value !== 'object' || value === null) return [path];
  return [path, ...Object.entries(value).flatMap(([key, inner]) => placesOf(inner, [...path, key]))];
}

/** The document with something else at a place. */
function withAt(value: unknown, [key, ...rest]: readonly string[], replacement: unknown): unknown {
  if (key === undefined) return replacement;
  if (Array.isArray(value))
    return value.map((inner: unknown, index) => (String(index) === key ? withAt(inner, rest, replacement) : inner));
  const entries = typeof value === 'object' && value !== null ? Object.entries(value) : [];
  return Object.fromEntries(entries.map(([name, inner]) => [name, name === key ? withAt(inner, rest, replacement) : inner]));
}

const spoilt = fc
  .tuple(fc.constantFrom(...bases), fc.array(fc.tuple(fc.nat(), hostile), { minLength: 1, maxLength: 6 }))
  .map(([experiment, changes]) =>
    changes.reduce<unknown>((document, [place, value]) => {
      const places = placesOf(document);
      return withAt(document, places[place % places.length] ?? [], value);
    }, experiment),
  );

it(`reads ${RUNS} mutated links`, DEADLINE, () => {
  fc.assert(
    fc.property(mutated, (link) => expectSound(() => decodeLink(link))),
    { numRuns: RUNS },
  );
});

it(`reads ${RUNS} links of flipped and cut bytes`, DEADLINE, () => {
  const bytes = experiments.map((experiment) => Buffer.from(encodeLink1(experiment).slice(3), 'base64url'));
  for (let run = 0; run < RUNS; run += 1) {
    const dice = randomKey('flipped bytes', run);
    const damaged = Uint8Array.from(bytes[run % bytes.length] ?? []);
    const flips = 1 + (randomInteger(dice, 0) % 4);
    for (let flip = 1; flip <= flips; flip += 1) {
      const at = randomInteger(dice, flip) % damaged.length;
      damaged[at] = (damaged[at] ?? 0) ^ (1 << randomInteger(dice, flip + 9) % 8);
    }
    const length = run % 3 === 0 ? randomInteger(dice, 99) % damaged.length : damaged.length;
    expectSound(() => decodeLink(`#1.${toBase64url(damaged.subarray(0, length))}`));
  }
});

it(`reads ${RUNS} links of random text, random bytes and random JSON`, DEADLINE, () => {
  const random = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 300 }),
    fc.uint8Array({ maxLength: 300 }).map((bytes) => `#1.${toBase64url(bytes)}`),
    fc.uint8Array({ maxLength: 300 }).map((bytes) => `#1.${toBase64url(deflateSync(bytes))}`),
    fc.uint8Array({ maxLength: 300 }).map(link2Of),
    fc.json({ maxDepth: 5 }).map(link1Of),
    fc.jsonValue({ maxDepth: 4 }).map((document) => link1Of(JSON.stringify({ document }))),
    fc.tuple(fc.jsonValue({ maxDepth: 4 }), fc.jsonValue(), fc.jsonValue())
      .map(([document, presentation, result]) => link2Of(JSON.stringify({ base: 1, document, presentation, result }))),
  );
  fc.assert(
    fc.property(random, (link) => expectSound(() => decodeLink(link))),
    { numRuns: RUNS },
  );
});

it(`reads ${RUNS} documents with hostile values in random places, as links and as files`, DEADLINE, () => {
  fc.assert(
    fc.property(spoilt, fc.boolean(), (document, asFile) => {
      const text = JSON.stringify(asFile ? document : { base: 1, document });
      expectSound(() => (asFile ? readDocument(JSON.parse(text)) : decodeLink(link2Of(text))));
    }),
    { numRuns: RUNS },
  );
});

it('reads what was made to be slow', () => {
  const deep = (open: string, close: string, depth: number) => open.repeat(depth) + close.repeat(depth);
  const list = (item: string, count: number) => `[${Array.from({ length: count }, () => item).join(',')}]`;
  const network = (inner: string) => `{"document":{"network":${inner}}}`;
  const payloads = [
    deep('[', ']', 30_000),
    `{"document":${deep('{"network":', '}', 5_000).replace('}', '1}')}}`,
    `{"document":${'{"a":'.repeat(10_000)}1${'}'.repeat(10_000)}}`,
    network(`{"layers":${list('"input"', 6_000)},"wires":${list('0', 5_000)}}`),
    network(`{"wires":${list('1e308', 8_000)}}`),
    network(`{"layers":${list('{"id":"a","kind":"conv2d"}', 2_000)}}`),
    `{"document":{"tasks":${list('"digit"', 6_000)}}}`,
    `{"document":{"name":"${'\\u0000'.repeat(9_000)}"}}`,
    network(`{"layers":[{"id":"input","values":{${Array.from({ length: 5_000 }, (_, key) => `"k${key}":1`).join(',')}}}]}`),
  ];
  for (const payload of payloads) expectSound(() => decodeLink(link1Of(payload)));
});

it('met every outcome on the way', () => {
  for (const outcome of ['whole', 'repaired', 'not-a-link', 'cut-off', 'damaged', 'newer-version', 'unusable']) {
    expect({ outcome, often: (outcomes.get(outcome) ?? 0) > 20 }).toEqual({ outcome, often: true });
  }
});
