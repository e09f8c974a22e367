import type { ClassName, Dataset } from '../datasets/dataset';
import type { LossId } from '../losses/losses';
import type { CurveMetricId, PrimaryMetricId } from '../metrics/metric-kinds';
import type { MeasureId } from '../metrics/summaries';
import type { ParameterValues } from '../parameters';
import type { Target, TargetId } from '../targets/target';

/** Some classes of a data set's field that count as one class of a task. */
export interface ClassGroup {
  readonly name: ClassName;
  /** Their indices. */
  readonly classes: readonly number[];
}

/** What a document may say of a task beyond its kind. */
export interface TaskQuestion {
  /** The field of the data set that is asked for; the first that suits where it is left out. */
  readonly field?: string | undefined;
  /** How the field's classes are grouped; each by itself where it is left out. */
  readonly groups?: readonly ClassGroup[] | undefined;
}

/** How a wrong answer is counted, and what is measured. */
interface Judged {
  /** The usual loss. */
  readonly loss: LossId;
  /** Which sums a batch leaves behind, and so which metrics can be made of them. */
  readonly measure: MeasureId;
  /** The first one is the primary metric: shown at the head. */
  readonly metrics: readonly [PrimaryMetricId, ...CurveMetricId[]];
}

/** A task of a document on its data set; `loss` is the one that it chose, with its parameters. */
export interface Task extends Judged {
  readonly target: Target;
  readonly lossValues: ParameterValues;
}

/** A kind of task, which a data set and a question make a task. */
export interface TaskKind extends Judged {
  /** True for the data sets that have what is asked for. */
  readonly suits: (dataset: Dataset) => boolean;
  /** True where a person says what it asks; absent for kinds that are ready-made. */
  readonly isOpen?: true;
  /** What its answers are, on every data set. */
  readonly target: TargetId;
  /**
   * Its answers on a data set that suits. Fields and classes that the set does not have are passed
   * over.
   */
  readonly targetOf: (dataset: Dataset, question: TaskQuestion) => Target;
}
