import { association } from '../../domain/metrics/association/association';
import type { Target } from '../../domain/targets/target';
import { exampleAt, planeOf, type ExampleShard } from '../../data/example-shard';
import { isAnswered } from '../../data/labels';
import { batchSizeOf, datasetOf, tasksOf } from '../../experiment/context';
import { ok, type Result } from '../../lib/result';
import type { AnswerSpread, DataQuestion, DataView, ExampleWithAnswers, TrainingQuestion } from '../../protocol/data-view';
import type { Problem } from '../../protocol/problem';
import { createExperimentData } from '../data/experiment-data';
import type { ShardStore } from '../data/shard-store';

/**
 * The first examples of a split of a document's data, and how the answers to its tasks are spread
 * over those of the first file, as far as the document uses them. Problems: those of loading.
 */
export async function viewOfData({ document: { data, tasks }, split, shown }: DataQuestion, store: ShardStore): Promise<Result<DataView, Problem>> {
  const loaded = await store.load(split, 0);
  if (!loaded.ok) return loaded;
  const shard = loaded.value;
  const counted = Math.min(shard.count, data[split]);
  const rows = [...Array(counted).keys()];
  const targets = tasksOf({ data, tasks }).map(({ target }) => target);
  const [input = '', ...pieces] = Object.entries(datasetOf({ data }).fields).flatMap(([name, { kind }]) => (kind === 'image' ? [name] : []));
  const answerTo = (target: Target, row: number) => (isAnswered(target, shard, row) ? target.answer(exampleAt(shard, row)) : undefined);
  // Answers of many numbers are pictures and places, of which only those that are shown are made.
  const answers = targets.map((target) => rows.slice(0, isCounted(target) ? counted : shown).map((row) => answerTo(target, row)));
  return ok({
    counted,
    examples: rows.slice(0, shown).map((row) => ({
      pixels: bytesOf(shard, input, row),
      pieces: pieces.map((name) => bytesOf(shard, name, row)),
      answers: answers.map((own) => own[row]),
    })),
    spreads: targets.map((target, task) => spreadOf(target, answers[task]?.flatMap((own) => own ?? []) ?? [])),
    association: targets.map((first, task) =>
      targets.map((second, other) => {
        if (!isSingle(first) || !isSingle(second)) return Number.NaN;
        const pairs = rows.flatMap((row) => {
          const [one, another] = [answers[task]?.[row]?.[0], answers[other]?.[row]?.[0]];
          return one === undefined || another === undefined ? [] : [[one, another] as const];
        });
        return association(
          { kind: kindOf(first), values: pairs.map(([own]) => own) },
          { kind: kindOf(second), values: pairs.map(([, own]) => own) },
        );
      }),
    ),
  });
}

/**
 * Examples of a document's training, from the `first` one on, as the steps take them that they are
 * in. Problems: those of loading.
 */
export async function viewOfTraining({ document, first, shown }: TrainingQuestion, store: ShardStore): Promise<Result<readonly ExampleWithAnswers[], Problem>> {
  const made = createExperimentData(document, store);
  if (!made.ok) return made;
  const data = made.value;
  const size = batchSizeOf(document);
  const examples: ExampleWithAnswers[] = [];
  try {
    while (examples.length < shown) {
      const place = first + examples.length;
      const step = Math.floor(place / size);
      const loaded = await data.ready(step);
      if (loaded?.ok === false) return loaded;
      examples.push(...data.seen(step, place % size, shown - examples.length));
    }
    return ok(examples);
  } finally {
    data.free();
  }
}

/** True where answers are few enough numbers to be counted. */
function isCounted({ id }: Target): boolean {
  return id === 'classes' || id === 'ordinal' || id === 'tags' || id === 'values';
}

/** True where an answer is one class, level or number. */
function isSingle(target: Target): boolean {
  return target.id === 'classes' || target.id === 'ordinal' || (target.id === 'values' && target.outputShape([])[0] === 1);
}

function kindOf({ id }: Target): 'classes' | 'numbers' {
  return id === 'values' ? 'numbers' : 'classes';
}

function bytesOf(shard: ExampleShard, name: string, row: number): Uint8Array {
  const { values, size } = planeOf(shard, name);
  return Uint8Array.from(values.subarray(row * size, (row + 1) * size));
}

function spreadOf(target: Target, answers: readonly Float32Array[]): AnswerSpread {
  switch (target.id) {
    case 'classes':
    case 'ordinal':
      return { kind: 'counts', counts: target.classes.map((_, index) => answers.filter(([own]) => own === index).length) };
    case 'tags':
      return { kind: 'counts', counts: target.classes.map((_, tag) => answers.filter((own) => own[tag] === 1).length) };
    case 'values': {
      const values = answers.flatMap((own) => [...own]);
      const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
      const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
      return { kind: 'numbers', lowest: Math.min(...values), highest: Math.max(...values), mean, deviation: Math.sqrt(variance) };
    }
    default:
      return { kind: 'none' };
  }
}
