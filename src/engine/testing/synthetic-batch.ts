import { tensor, tensor1d, tensor4d, type Tensor } from '@tensorflow/tfjs-core';
import { sizeOf } from '../../domain/shape';
import type { Experiment } from '../../experiment/schema';
import { randomInteger, randomKey, randomUniform } from '../../lib/random';
import type { Batch } from '../data/batch';
import { datasetOf, taskOf } from '../../experiment/context';
import { classFieldsOf, imagesOf } from '../../domain/datasets/dataset';

/**
 * A batch that can be learned, for tests: noise with a bright bar whose row follows from the label.
 * `first`: the number of the first example, so that parts of a batch can be made alone.
 */
export function syntheticBatch(experiment: Experiment, size: number, seed = 1, first = 0): Batch {
  const dataset = datasetOf(experiment);
  const { name, shape: image, mean, deviation } = imagesOf(dataset);
  const classes = classFieldsOf(dataset)[0]?.[1].length ?? 1;
  const [height = 0, width = 0, channels = 0] = image;
  const labels = Array.from({ length: size }, (_, index) => randomInteger(randomKey(seed, 'label'), first + index) % classes);
  const bytes = labels.map((label, index) => {
    const key = randomKey(seed, 'pixels', first + index);
    return Uint8Array.from({ length: sizeOf(image) }, (_, place) => {
      const row = Math.floor(place / (width * channels));
      const bar = Math.floor((row * classes) / height) === label ? 180 : 0;
      return Math.floor(bar + 70 * randomUniform(key, place));
    });
  });
  const images = new Float32Array(size * sizeOf(image));
  bytes.forEach((pixels, index) => {
    pixels.forEach((pixel, place) => {
      const channel = place % channels;
      images[index * sizeOf(image) + place] = (pixel / 255 - (mean[channel] ?? 0)) / (deviation[channel] ?? 1);
    });
  });
  const targets = experiment.tasks.map((task): Tensor => {
    const { storage, encode, encodedShape } = taskOf(experiment.data, task).target;
    const answers = labels.flatMap((label, index) => {
      const pixels = bytes[index] ?? new Uint8Array();
      if (encode === undefined) return Array.from(pixels, (pixel) => pixel / 255);
      return encode((field) => (field === name ? pixels : Uint8Array.of(label)));
    });
    return storage === 'index' ? tensor1d(answers, 'int32') : tensor(answers, [size, ...encodedShape(image)]);
  });
  return { size, inputs: { [name]: tensor4d(images, [size, height, width, channels]) }, targets };
}
