import type { Target } from '../../../domain/targets/target';
import type { Verdict } from './verdict';

/** A task whose answers are shown. */
export interface ShownTask {
  readonly id: string;
  readonly index: number;
  readonly name: string;
  readonly colour: number;
  readonly target: Target;
}

/** What one task says to one image. */
export interface TaskAnswer {
  readonly task: ShownTask;
  readonly verdict: Verdict | undefined;
  /** As the network gave it, for probabilities; undefined without a verdict. */
  readonly output: Float32Array | undefined;
}
