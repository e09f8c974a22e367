import type { DataField } from '../../domain/datasets/dataset';
import type { Target } from '../../domain/targets/target';
import { planeOf, type ExampleShard } from '../../data/example-shard';
import { withWrongLabels, type TrainLabels } from '../../data/labels';
import { shardTargets } from '../../data/shard-targets';
import type { BudgetEntry } from '../../lib/byte-budget';
import { inputRows } from './input-rows';

/** A field that a network takes in. */
export interface InputField {
  readonly name: string;
  readonly field: DataField;
}

/** What the tasks have to say of the examples of one shard, and what their network takes in. */
export interface Answers {
  /**
   * The right answers of each task, behind them those of the trainings with wrong ones among them:
   * class indices [examples], or numbers [examples, size]; and behind these the numbers of each
   * input [examples, size]. Undefined for images.
   */
  readonly tables: readonly (Int32Array | Float32Array | undefined)[];
  /** Per task [examples]: 1 for an example without an answer; undefined where all have one. */
  readonly missing: readonly (Uint8Array | undefined)[];
  /** Likewise per input, of images: other numbers are 0 where there are none. */
  readonly missingInputs: readonly (Uint8Array | undefined)[];
}

/** The answers of the shards of one split, computed when they are first asked for. */
export interface ShardAnswers {
  /** Throws unless they are kept or the shard is loaded. */
  of(shard: number): Answers;
  /** True if they are there without the shard. */
  has(shard: number): boolean;
  /** Per task, which of the tables has its answers, in training or else. */
  tablesFor(trained: boolean): readonly number[];
  /** Which table has the numbers of the first input; those of the others follow. */
  readonly firstInput: number;
  free(): void;
}

/** Tells what keeps an account of the room that something takes, for a shard by its number. */
export type KeepForShard = (shard: number, bytes: number, evict: () => void) => BudgetEntry;

/**
 * @param labels per task, those that it is trained with; all right ones where they are left out
 * @param inputs what the network takes in
 * @param starts the index of each shard's first example
 * @param loaded hands out a shard, or throws
 */
export function createShardAnswers(
  targets: readonly Target[],
  labels: readonly TrainLabels[],
  inputs: readonly InputField[],
  starts: readonly number[],
  loaded: (shard: number) => ExampleShard,
  keep: KeepForShard,
): ShardAnswers {
  const wrong = targets.flatMap((target, task) => {
    const own = labels[task];
    return own === undefined || own.right ? [] : [{ task, target, own }];
  });
  const kept = new Map<number, { readonly answers: Answers; readonly entry: BudgetEntry }>();

  function computed(shard: number): Answers {
    const examples = loaded(shard);
    const right = targets.map((target) => shardTargets(target, examples));
    const changed = wrong.map(({ task, target, own }) => {
      const answers = right[task];
      return answers && withWrongLabels(target, answers, examples, own, starts[shard] ?? 0);
    });
    const rows = inputs.map(({ name, field }) => (field.kind === 'image' ? undefined : inputRows(field, planeOf(examples, name), examples.count)));
    return {
      tables: [...right, ...changed, ...rows],
      missing: targets.map(({ field }) => planeOf(examples, field).missing),
      missingInputs: inputs.map(({ name, field }) => (field.kind === 'image' ? planeOf(examples, name).missing : undefined)),
    };
  }

  return {
    of: (shard) => {
      const there = kept.get(shard);
      there?.entry.use();
      if (there !== undefined) return there.answers;
      const answers = computed(shard);
      const bytes = [...answers.tables, ...answers.missing, ...answers.missingInputs].reduce((sum, values) => sum + (values?.byteLength ?? 0), 0);
      kept.set(shard, { answers, entry: keep(shard, bytes, () => kept.delete(shard)) });
      return answers;
    },
    has: (shard) => kept.has(shard),
    firstInput: targets.length + wrong.length,
    tablesFor: (trained) =>
      targets.map((_, task) => {
        const place = trained ? wrong.findIndex((own) => own.task === task) : -1;
        return place < 0 ? task : targets.length + place;
      }),
    free: () => {
      for (const { entry } of kept.values()) entry.remove();
      kept.clear();
    },
  };
}
