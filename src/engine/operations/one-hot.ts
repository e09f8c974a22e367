import { cast, getBackend, oneHot, type Tensor } from '@tensorflow/tfjs-core';

/**
 * Classes […] (int32) → 1 at the place of each and 0 elsewhere, […, classes] float32; all 0 for a
 * class that does not exist. TensorFlow.js' WASM writes whole numbers whatever type is asked for,
 * and its cast of whole numbers on WebGPU leaves their bits as they are: each is asked in the way
 * that it does right.
 */
export function oneHotOf(classOf: Tensor, classes: number): Tensor {
  return getBackend() === 'wasm' ? cast(oneHot(classOf, classes), 'float32') : oneHot(classOf, classes, 1, 0, 'float32');
}
