import type { Result } from '../../lib/result';
import type { InspectionKind, Inspections, Question } from '../../protocol/inspections';
import type { Problem } from '../../protocol/problem';
import type { ExperimentData } from '../data/experiment-data';
import type { Trainer } from '../trainer-contract';

/** A run between two steps. */
export interface Subject {
  readonly trainer: Trainer;
  readonly data: ExperimentData;
  /**
   * Steps taken by the run. The trainer's own count may be another one: for compiling, an
   * inspection is rehearsed with a trainer that is thrown away.
   */
  readonly step: number;
  /** Milliseconds; only differences count. */
  readonly now: () => number;
  /** To be called now and then by what takes long: throws where nobody waits for it any more. */
  readonly goOn: () => void;
}

/**
 * How questions of one kind are answered. Neither way leaves anything on the device, or changes the
 * run.
 */
export interface Inspection<Kind extends InspectionKind> {
  /**
   * Resolves once the images are there that it looks at in a run after so many steps; undefined
   * where they are already, or none are needed. Asked again between two steps.
   */
  readonly ready: (question: Question<Kind>, data: ExperimentData, step: number) => Promise<Result<null, Problem>> | undefined;
  /** The answer; the images are there. */
  readonly answer: (question: Question<Kind>, subject: Subject) => Promise<Result<Inspections[Kind]['reply'], Problem>>;
  /**
   * Runs all that `answer` does, for a device that compiles it meanwhile and computes nothing; left
   * out where that is `answer` itself.
   */
  readonly rehearse?: (question: Question<Kind>, subject: Subject) => Promise<unknown>;
}
