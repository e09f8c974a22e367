import { examplesOfPass, passValues } from '../domain/network/pass-memory';
import type { Plan } from './compile';

/**
 * The most examples of one pass that stay under the budget of bytes
 * (domain/network/pass-memory.ts), 1 at the least.
 */
export function maximumBatch({ steps }: Plan): number {
  return examplesOfPass(
    steps.reduce(
      (sum, { layer, tasks, needsInputs, between }) => sum + passValues({ ...layer, tasks: tasks.length, needsInputs, between }),
      0,
    ),
  );
}
