import { mostInspectedImages } from '../../protocol/inspections';

/**
 * The first test images, as many as one question may be about.
 * @param test how many there are
 */
export function manyImages(test: number): readonly number[] {
  return Array.from({ length: Math.min(test, mostInspectedImages) }, (_, image) => image);
}
