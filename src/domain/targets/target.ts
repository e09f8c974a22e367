import type { ClassName } from '../datasets/dataset';
import type { Shape } from '../shape';

/** What is to be known of a target without a data set. */
interface TargetKind {
  /** Answers are pictures: a head needs features in rows and columns. */
  readonly isPicture: boolean;
  /** They say where in the image something is. */
  readonly asksWhere: boolean;
  /** They are one of several classes, which can be grouped. */
  readonly isClass: boolean;
  /** They are shown as pictures beside the image, and not as something said of it. */
  readonly isOwnPicture: boolean;
}

const said = { isPicture: false, asksWhere: false, isClass: false, isOwnPicture: false } as const;

/** All targets, what an answer can be, by their ids. Each has a file here that makes such targets. */
export const targetKinds = {
  classes: { ...said, isClass: true },
  values: said,
  image: { ...said, isPicture: true, asksWhere: true, isOwnPicture: true },
  box: { ...said, asksWhere: true },
  mask: { ...said, isPicture: true, asksWhere: true },
  tags: said,
  ordinal: said,
} as const satisfies Record<string, TargetKind>;

export type TargetId = keyof typeof targetKinds;

/** Numbers of one field of an example. */
export type FieldNumbers = Uint8Array | Int32Array | Float32Array;

/**
 * What a data set has of one example, by the name of the field: an image's bytes row-major [height,
 * width, channels], a class as one index. Empty for a field that there is not.
 */
export type Example = (field: string) => FieldNumbers;

/** The answer of a task to one example. */
export type Asked<Answer> = (example: Example) => Answer;

/**
 * How an image was moved: between its points (x, y) and those of the moved one, in pixels, counted
 * from 0 with y downwards. Pixels are points at whole coordinates, and lie half a pixel around them.
 */
export interface Movement {
  /** Where in the image a point of the moved one is seen, which may be outside. */
  readonly sourceOf: (x: number, y: number) => readonly [x: number, y: number];
  /** Where in the moved image a point of the image comes to lie: the inverse of `sourceOf`. */
  readonly destinationOf: (x: number, y: number) => readonly [x: number, y: number];
}

/**
 * What a task's answers are, how they become the numbers that a loss takes, and how the output of a
 * head becomes an answer again. Whoever trains, tests or shows asks the target; nobody but the
 * files here asks which one it is.
 */
export interface Target {
  readonly id: TargetId;
  /** The field of the data set that answers are read from: there is none where it is missing. */
  readonly field: string;
  /** The shape that a head must produce for one example of images of that shape. */
  readonly outputShape: (image: Shape) => Shape;
  /**
   * How answers lie in a batch: 'index' as one whole number an example, int32 [batch]; 'numbers' as
   * float32 [batch, …encodedShape].
   */
  readonly storage: 'index' | 'numbers';
  /** The shape of what the loss takes for one example of images of that shape; [] for an index. */
  readonly encodedShape: (image: Shape) => Shape;
  /**
   * What the loss takes for an example: one index, or the numbers of its encoded shape. Undefined
   * where the answer is the image itself, its pixels in [0, 1]: it is made of the image, and moves
   * with it when that is augmented.
   */
  readonly encode: Asked<readonly number[]> | undefined;
  /**
   * For answers that lie in the image: what the loss takes once an image of that shape is moved
   * (`encoded`: before it is). Undefined where nothing of the answer is left in the image: the task
   * then has no label for it. Absent where an answer stays as it is however the image is moved.
   */
  readonly moved?: (encoded: FieldNumbers, movement: Movement, image: Shape) => Float32Array | undefined;
  /** The answer as it is shown, as `decode` gives an output: for an index the index itself. */
  readonly answer: Asked<Float32Array>;
  /** What makes of a head's output what is shown. */
  readonly activation: 'none' | 'softmax' | 'sigmoid';
  /** An output behind its activation in the unit of the task. */
  readonly decode: (output: Float32Array) => Float32Array;
  /** How large one unit of the output is in the unit of the task, for errors in that unit. */
  readonly scale: number;
  /** The classes in the order of the indices; none where answers are no classes. */
  readonly classes: readonly ClassName[];
}
