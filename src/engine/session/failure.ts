import type { RunId } from '../../protocol/messages';
import type { Problem } from '../../protocol/problem';

/** Carries a Problem through an exception, to where it is told. */
export class ProblemError extends Error {
  readonly problem: Problem;

  constructor(problem: Problem) {
    super(`${problem.code}: ${problem.detail}`);
    this.name = 'ProblemError';
    this.problem = problem;
  }
}

/**
 * A loss, a metric or an answer of a task (its id) is not finite after so many steps. The run can
 * go on from its last good weights.
 */
export function notFinite(task: string, step: number): Problem {
  return { code: 'not-finite', params: { task, step }, detail: '', canContinue: true };
}

/** What is told to whoever asks something of a run that is over. */
export function noSuchRun(run: RunId): ProblemError {
  return new ProblemError({ code: 'no-such-run', params: { run }, detail: '', canContinue: false });
}

/**
 * What an exception means for people. Memory that a WASM module asked for in vain ends it for good.
 */
export function problemOf(error: unknown): Problem {
  if (error instanceof ProblemError) return error.problem;
  const detail = error instanceof Error ? `${error.message}\n${error.stack ?? ''}` : String(error);
  const isMemory = /out of memory|memory access out of bounds|array buffer allocation|cannot enlarge memory|invalid array length|OOM/i;
  return { code: isMemory.test(detail) ? 'out-of-memory' : 'internal', params: {}, detail, canContinue: false };
}
