/**
 * How much each unit of a layer matters to a task, to first order: by how much the task's loss of an
 * image would change, up or down, if the unit's output were 0 all over, on average of the images:
 * mean over images of |Σ over places of activation × ∂loss / ∂activation|. Molchanov et al. 2017,
 * "Pruning Convolutional Neural Networks for Resource Efficient Inference" (ICLR), (7); without
 * their division by the number of places, which is the same for all units of a layer.
 * @param activations [images, …, units], row after row
 * @param gradients of the loss of each image alone, likewise
 */
export function unitImportance(activations: ArrayLike<number>, gradients: ArrayLike<number>, images: number, units: number): Float32Array {
  const total = new Float64Array(units);
  const ofImage = new Float64Array(units);
  const length = activations.length / images;
  for (let image = 0; image < images; image += 1) {
    ofImage.fill(0);
    for (let at = 0; at < length; at += 1) {
      const place = image * length + at;
      ofImage[at % units] = (ofImage[at % units] ?? 0) + (activations[place] ?? 0) * (gradients[place] ?? 0);
    }
    for (let unit = 0; unit < units; unit += 1) total[unit] = (total[unit] ?? 0) + Math.abs(ofImage[unit] ?? 0);
  }
  return Float32Array.from(total, (sum) => sum / images);
}
