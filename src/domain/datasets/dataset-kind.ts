import type { Shape } from '../shape';

/**
 * A data set as facts: what its images and labels are, and whom to thank. Its bytes are prepared by
 * scripts/prepare-data.ts.
 */
export interface DatasetKind {
  /** [height, width, channels] of one image of bytes. */
  readonly image: Shape;
  /** How many images the official train and test splits hold. */
  readonly trainImages: number;
  readonly testImages: number;
  /** How many are used unless a person asks for more. */
  readonly defaultTrain: number;
  readonly defaultTest: number;
  /** How many classes the label byte of an image tells apart. */
  readonly classes: number;
  /** True where a mirrored image could be one of the set: a photograph is, a digit is not. */
  readonly mirrors: boolean;
  /**
   * Per channel, mean and standard deviation of the train split's pixels in [0, 1]; inputs are
   * normalised by them.
   */
  readonly mean: readonly number[];
  readonly deviation: readonly number[];
  /** Proper names; not translated. */
  readonly credit: { readonly name: string; readonly authors: string; readonly licence: string; readonly url: string };
}
