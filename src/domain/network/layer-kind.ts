import type { Result } from '../../lib/result';
import type { ParameterSpecs, ParameterValues } from '../parameters';
import type { Shape } from '../shape';

export const activations = ['none', 'relu', 'gelu', 'sigmoid', 'tanh'] as const;
export type Activation = (typeof activations)[number];

/**
 * How a weight starts. He: normal, variance 2 / fanIn (He et al. 2015); Glorot: normal, variance 2
 * / (fanIn + fanOut) (2010); small: a tenth of Glorot's deviation, for heads: the first answers are
 * near zero, so that every task's first loss is that of knowing nothing (the logarithm of the
 * number of classes) and not that of a confident guess.
 */
export const initialisers = ['he', 'glorot', 'small', 'zeros', 'ones'] as const;
export type Initialiser = (typeof initialisers)[number];

/**
 * How a kernel starts whose sums go through that activation: He's variance makes up for the half
 * that ReLU takes.
 */
export function initialiserBefore(activation: string): Initialiser {
  return activation === 'relu' ? 'he' : 'glorot';
}

/** One trainable tensor of a layer. */
export interface WeightSpec {
  readonly name: 'kernel' | 'depthwise-kernel' | 'recurrent-kernel' | 'bias' | 'recurrent-bias' | 'gamma' | 'beta' | 'alpha';
  /**
   * Kernels: [height, width, channels in, channels out] or [features in, features out]; depthwise
   * ones: [height, width, channels, 1]; alpha: as its layer says; all others: [channels]. Recurrent
   * are those that the state of the row before goes through.
   */
  readonly shape: Shape;
  /** Or the start values themselves, as many as the shape has. */
  readonly initialiser: Initialiser | readonly number[];
  readonly fanIn: number;
  readonly fanOut: number;
}

/**
 * True if the initialiser that a person chooses for a layer is for this weight; all others start as
 * their kind says.
 */
export function isKernel({ name }: WeightSpec): boolean {
  return name === 'kernel' || name === 'depthwise-kernel' || name === 'recurrent-kernel';
}

/**
 * What a layer remembers of the batches that it was trained on, and uses when tested: not trained,
 * but moved along at every step.
 */
export interface StatisticSpec {
  readonly name: 'mean' | 'variance';
  readonly shape: Shape;
  /** Every value before the first step. */
  readonly initial: number;
}

/**
 * What a layer makes of its inputs: the shape of its output and the weights that it needs for that.
 */
export interface LayerShape {
  readonly output: Shape;
  readonly weights: readonly WeightSpec[];
  /** None for most kinds. */
  readonly statistics?: readonly StatisticSpec[];
  /**
   * How many values a pass holds of each example between input and output, for a kind that
   * computes many on its way; 0 if absent.
   */
  readonly between?: number;
}

/**
 * Why a layer cannot take what it is given: a code for the text catalogue, with the params of the
 * text.
 */
export interface ShapeFault {
  readonly code:
    | 'needs-image'
    | 'window-too-large'
    | 'shapes-differ'
    | 'sizes-differ'
    | 'odd-channels'
    | 'own-input-missing'
    | 'too-few-inputs'
    | 'gate-size'
    | 'no-task'
    /** The data set has no such field. */
    | 'no-input-field'
    /** No layer takes in a field of that kind. */
    | 'field-not-an-input'
    | 'too-large';
  readonly params: Readonly<Record<string, string | number>>;
}

/** What a layer may know of the experiment around it. */
export interface NetworkContext {
  /** The shape of one example of the data set's field of that name; '' for its usual input. */
  readonly inputOf: (field: string) => Result<Shape, ShapeFault>;
  /**
   * The shape that a task's head must produce for one example; undefined when there is no such
   * task.
   */
  readonly outputOf: (taskId: string) => Shape | undefined;
}

/**
 * The numbers by which a layer mixes its inputs, where training finds them: what it has made of the
 * choice to share.
 */
export interface MixingCoefficients {
  /**
   * The weight that holds them, or 'examples' where they differ from example to example: then the
   * forward pass saves them first, [batch, numbers], and a test takes their mean.
   */
  readonly from: WeightSpec['name'] | 'examples';
  /**
   * [inputs], or, mixed by halves of the channels, [half of the output, inputs, half of the input].
   */
  readonly layout: 'inputs' | 'halves';
  /** How many wires come before those that are mixed: a gate's. */
  readonly gates: number;
}

/**
 * A kind of layer as data and arithmetic; engine/layers has its tensors under the same file name.
 */
export interface LayerKind {
  /** How many wires may enter. */
  readonly inputs: 'none' | 'one' | 'many';
  readonly parameters: ParameterSpecs;
  /**
   * Of the kinds that mix their inputs by numbers worth seeing: tests read these, and the page
   * shows them.
   */
  readonly coefficients?: MixingCoefficients;
  /**
   * Shapes are those of one example. `inputs` has at least one entry unless the kind takes none.
   */
  readonly infer: (
    inputs: readonly Shape[],
    values: ParameterValues,
    context: NetworkContext,
  ) => Result<LayerShape, ShapeFault>;
}
