import { randomKey, randomPermutation, randomUniform } from '../lib/random';
import { taskAmount } from './context';
import type { Experiment } from './schema';

/** Whose turn a step is. */
export interface Turn {
  /** The task's place in the document. */
  readonly task: number;
  /** How many turns it had before: which of its own batches it takes. */
  readonly round: number;
}

/**
 * Whose turn each step is, where a document trains its tasks alternately; undefined where every step
 * is on all of them. A pure function of the document and the step (from 0).
 *
 * - `in-turn`: the tasks in their order, again and again.
 * - `each`: one step for each task on every batch, in an order that is drawn for each batch.
 * - `by-amount`: a task is drawn for each step, in proportion to the examples that it has labels for
 *   (Sanh, Wolf and Ruder, 2019, "A Hierarchical Multi-task Approach for Learning Embeddings from
 *   Semantic Tasks", call it proportional sampling).
 */
export function alternationOf(experiment: Experiment): ((step: number) => Turn) | undefined {
  const { alternate } = experiment.training;
  const count = experiment.tasks.length;
  if (alternate === undefined) return undefined;
  if (alternate === 'by-amount') return drawnTurns(experiment);
  if (alternate === 'in-turn') return (step) => ({ task: step % count, round: Math.floor(step / count) });
  return (step) => {
    const round = Math.floor(step / count);
    return { task: randomPermutation(randomKey(experiment.seed, 'turns', round), count)[step % count] ?? 0, round };
  };
}

function drawnTurns(experiment: Experiment): (step: number) => Turn {
  const amounts = experiment.tasks.map((_, task) => taskAmount(experiment, task));
  const all = amounts.reduce((sum, amount) => sum + amount, 0);
  const key = randomKey(experiment.seed, 'turns');
  // Which batch is a task's next follows from all draws before: they are kept.
  const turns: Turn[] = [];
  const rounds = amounts.map(() => 0);
  return (step) => {
    while (turns.length <= step) {
      let left = randomUniform(key, turns.length) * all;
      const drawn = amounts.findIndex((amount) => (left -= amount) < 0);
      const task = drawn < 0 ? amounts.length - 1 : drawn;
      const round = rounds[task] ?? 0;
      turns.push({ task, round });
      rounds[task] = round + 1;
    }
    return turns[step] ?? { task: 0, round: 0 };
  };
}
