import type { ActivationSummary } from '../domain/metrics/activation-summary';
import type { Affinity } from './affinity';
import type { MethodCost } from './method-cost';
import type { Outcomes } from './outcomes';
import type { Predictions } from './predictions';

/** The most test images that one question may be about: all of them are on the device at once. */
export const mostInspectedImages = 64;

/** The most feature maps of a layer that its picture has: the first ones. */
export const mostMaps = 8;

/** Test images by their indices, from 0 on; at least one, and at most `mostInspectedImages`. */
interface OfImages {
  readonly images: readonly number[];
}

/** A picture as the first image that the network takes in: bytes [height, width, channels]. */
interface OfPicture {
  readonly pixels: Uint8Array;
}

/** A layer by its id in the document that is trained. */
interface OfLayer {
  readonly layer: string;
}

/**
 * Kind of question about a run → what it is about beside the run, and what is answered. All are
 * answered between two steps, and leave the run as it is to the last bit.
 */
export interface Inspections {
  /** What the heads say of test images. */
  readonly predictions: { readonly payload: OfImages; readonly reply: Predictions };
  /** What came of test images, in a few numbers each. */
  readonly outcomes: { readonly payload: OfImages; readonly reply: Outcomes };
  /** What the heads say of a picture that is none of the data's. */
  readonly 'own-picture': { readonly payload: OfPicture; readonly reply: PictureAnswers };
  /** What comes out of a layer for test images. */
  readonly activations: { readonly payload: OfLayer & OfImages; readonly reply: Activations };
  /** The same of all layers but heads, or of one, as small pictures. */
  readonly pictures: { readonly payload: OfImages & Partial<OfLayer>; readonly reply: LayerPictures };
  /** The same of all these images together, in a few numbers. */
  readonly 'activation-summary': { readonly payload: OfLayer & OfImages; readonly reply: ActivationReport };
  /** What a layer has learned so far. */
  readonly weights: { readonly payload: OfLayer; readonly reply: LayerTensors };
  /** How each task pulls at the weights of one layer, on the batch of the next step. */
  readonly gradients: { readonly payload: OfLayer; readonly reply: LayerGradients };
  /** Which pixels of the first of these test images matter to which task. */
  readonly saliency: { readonly payload: OfImages; readonly reply: Saliency };
  /** How much each unit of a layer matters to each task on these test images. */
  readonly 'unit-importance': { readonly payload: OfLayer & OfImages; readonly reply: UnitImportance };
  /** How hard each task pulls at each layer, on the batch of the next step. */
  readonly 'gradient-norms': { readonly payload: object; readonly reply: GradientNorms };
  /** What a step on each task's loss would do to every task, on the batch of the next step. */
  readonly affinity: { readonly payload: object; readonly reply: Affinity };
  /** What a step of the balancing method costs. */
  readonly cost: { readonly payload: object; readonly reply: MethodCost };
  /** How far one gets who says the same of every image. */
  readonly baselines: { readonly payload: object; readonly reply: Baselines };
}

export type InspectionKind = keyof Inspections;

/** A question of one kind or (without an argument) of any. */
export type Question<Kinds extends InspectionKind = InspectionKind> = {
  readonly [Kind in Kinds]: { readonly kind: Kind } & Inspections[Kind]['payload'];
}[Kinds];

/** What was found, likewise. */
export type Finding<Kinds extends InspectionKind = InspectionKind> = {
  readonly [Kind in Kinds]: { readonly kind: Kind; readonly value: Inspections[Kind]['reply'] };
}[Kinds];

/** What is said of a picture. */
export interface PictureAnswers {
  /** Steps taken. */
  readonly step: number;
  /**
   * Per task, in the order of the document's tasks: probabilities, values in their own unit, or
   * pixels in [0, 1] (not clipped).
   */
  readonly outputs: readonly Float32Array[];
}

/**
 * The naive baseline of each task: the answer that the training labels make the best one for all
 * images (the commonest class, the mean), tested on the subset of test images.
 */
export interface Baselines {
  /** How many images. */
  readonly images: number;
  /** Of each task the sums of its measure, as a test has them. */
  readonly sums: readonly Float32Array[];
}

/** A tensor as plain data, row after row. */
export interface TensorValues {
  readonly shape: readonly number[];
  readonly values: Float32Array;
}

/** One of a layer's tensors by its name (`WeightSpec` and `StatisticSpec` in domain/network). */
interface NamedTensor extends TensorValues {
  readonly name: string;
}

/**
 * The output of a layer as in a test (no dropout, running statistics), [images, …shape of the
 * output]: images in the order of asking.
 */
export interface Activations extends TensorValues {
  /** Steps taken. */
  readonly step: number;
}

/** What comes out of a layer for one image, in bytes. */
export interface LayerPicture {
  readonly layer: string;
  /** How many maps the output has. */
  readonly count: number;
  /**
   * Of `bytes`: the maps that are shown, at most `mostMaps`, and of each its rows, columns and 1 or
   * 3 (red, green, blue) channels. One row is no map: its columns are bars.
   */
  readonly shape: readonly [maps: number, height: number, width: number, channels: number];
  /** A pixel is the mean of so many by so many places of the output, fewer at its last edges. */
  readonly factor: number;
  /** What the bytes 0 and 255 stand for: the least and the greatest of all pixels and 0. */
  readonly low: number;
  readonly high: number;
  readonly bytes: Uint8Array;
}

/** Such pictures as in a test (no dropout, running statistics), in the order of computation. */
export interface LayerPictures {
  /** Steps taken. */
  readonly step: number;
  /** In the order of asking. */
  readonly images: readonly (readonly LayerPicture[])[];
}

/** The activations of a layer over some images. */
export interface ActivationReport extends ActivationSummary {
  /** Steps taken. */
  readonly step: number;
  readonly images: number;
  /** How many units it has: channels of an image, or entries of a vector. */
  readonly units: number;
}

export interface LayerTensors {
  /** Steps taken. */
  readonly step: number;
  /** What is trained; empty for a layer without weights. */
  readonly weights: readonly NamedTensor[];
  /** The running statistics; empty for most layers. */
  readonly statistics: readonly NamedTensor[];
}

/**
 * The gradients of the tasks' losses, before task weights and penalties, as a training step has
 * them: with its dropout and its batch statistics. Frozen layers have them too.
 */
export interface LayerGradients {
  /** Steps taken. */
  readonly step: number;
  /** Indices of the tasks that the layer serves, ascending. */
  readonly tasks: readonly number[];
  /** Of each weight [tasks, …shape of the weight]; empty for a layer without weights. */
  readonly weights: readonly NamedTensor[];
}

/** ‖∂L_task / ∂ weights of a layer‖₂ of the same gradients. */
export interface GradientNorms {
  /** Steps taken. */
  readonly step: number;
  /** All layers that have weights, in the order of computation. */
  readonly layers: readonly {
    readonly layer: string;
    /** Indices of the tasks that the layer serves, ascending. */
    readonly tasks: readonly number[];
    /** [tasks] */
    readonly norms: Float32Array;
  }[];
}

/** What matters to each task in one test image; of the first image that the network takes in. */
export interface Saliency {
  /** Steps taken. */
  readonly step: number;
  /** [height, width] of the maps. */
  readonly shape: readonly number[];
  /** The loss of each task on the image; NaN where it has no label for it. */
  readonly losses: Float32Array;
  /** Per task [height, width]: ∂loss / ∂pixel × pixel as the network takes it in, channels added up. */
  readonly gradient: readonly Float32Array[];
  /**
   * Per task [height, width]: by how much its loss rises where a square over the pixel is set to
   * the mean of the data, on average of the squares that cover it.
   */
  readonly occlusion: readonly Float32Array[];
}

/** The importance of a layer's units (domain/metrics/unit-importance). */
export interface UnitImportance {
  /** Steps taken. */
  readonly step: number;
  readonly images: number;
  /** Indices of the tasks that the layer serves, ascending. */
  readonly tasks: readonly number[];
  /** Of each of them [units]. */
  readonly values: readonly Float32Array[];
}
