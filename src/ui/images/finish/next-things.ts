import type { RunRecord } from '../../../state/app-state';
import { onTestImages } from '../../../state/runs/test-points';

/** What can be done after a run: its buttons. */
export type NextThing = 'method' | 'compare' | 'epochs' | 'seed' | 'share' | 'runs';

/** What happened in a run, as far as it decides what comes next. */
export interface Outcome {
  /** Some layer is shared by two tasks. */
  readonly shares: boolean;
  /** These tasks were compared with each by itself already. */
  readonly compared: boolean;
  /** The lowest mean cosine of two tasks' gradients at the end; undefined where not measured. */
  readonly lowestCosine: number | undefined;
  /** The method looks at gradients and can act on such a conflict. */
  readonly readsGradients: boolean;
  /** The test losses were still falling. */
  readonly improving: boolean;
  /** A run before it had another seed. */
  readonly otherSeed: boolean;
}

/** Cosines nearer to 0 than this are noise. */
const disagreement = -0.1;

/**
 * The three next things to do, the most telling first: a method for tasks that disagree, the
 * comparison with single tasks, more epochs where it was still learning, another seed, then to send
 * it to somebody; what is left over fills up.
 */
export function nextThings({ shares, compared, lowestCosine, readsGradients, improving, otherSeed }: Outcome): readonly NextThing[] {
  const disagree = shares && lowestCosine !== undefined && lowestCosine < disagreement;
  const telling: readonly (NextThing | false)[] = [
    disagree && !readsGradients && 'method',
    shares && !compared && 'compare',
    improving && 'epochs',
    !otherSeed && 'seed',
    'share',
    'epochs',
    'seed',
    'runs',
  ];
  return [...new Set(telling.filter((thing) => thing !== false))].slice(0, 3);
}

/** A loss that falls by less than this share has come to rest. */
const still = 0.02;

/**
 * True if some task's test loss fell by more than 2 % from the second last quarter of the tests in
 * between to the last one; of few tests nobody can tell, and more epochs may help.
 */
export function isImproving({ tests }: Pick<RunRecord['series'], 'tests'>): boolean {
  const between = tests.filter((test) => test.subset && onTestImages(test));
  const quarter = Math.floor(between.length / 4);
  if (quarter < 2) return true;
  const mean = (from: number, to: number | undefined, task: number) => {
    const losses = between.slice(from, to).map(({ tasks }) => tasks[task]?.loss ?? Number.NaN);
    return losses.reduce((sum, loss) => sum + loss, 0) / losses.length;
  };
  const tasks = between[0]?.tasks ?? [];
  return tasks.some((_, task) => {
    const before = mean(-2 * quarter, -quarter, task);
    return before - mean(-quarter, undefined, task) > still * Math.abs(before);
  });
}

/**
 * The lowest of the mean cosines that two tasks' gradients have on all shared weights, over the last
 * tenth of a run; undefined where none was measured there.
 */
export function lowestMeanCosine({ steps, conflicts }: Pick<RunRecord['series'], 'steps' | 'conflicts'>): number | undefined {
  const lines = conflicts.lines(undefined, Math.max(1, Math.ceil(steps / 10)), 'cosine');
  const last = lines.flatMap(({ points }) => points.at(-1)?.y ?? []);
  return last.length === 0 ? undefined : Math.min(...last);
}
