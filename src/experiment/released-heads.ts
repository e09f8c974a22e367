import type { NetworkAnalysis } from '../domain/network/analysis';
import { sizeOf } from '../domain/shape';
import type { ExperimentLayer } from './schema';

/**
 * A head whose task is gone, as what is left of it where it feeds others: the same projection with
 * the same start (weights start by layer id), a layer like any other. A matrix that made a picture
 * makes a row of its values. Where its shape is unknown it is a head without a task.
 */
export function releasedHead(head: ExperimentLayer, analysis: NetworkAnalysis): ExperimentLayer {
  const output = analysis.shapes.get(head.id);
  const [kernel] = analysis.weights.get(head.id) ?? [];
  if (output === undefined || kernel === undefined) return { ...head, values: { ...head.values, task: '' } };
  const initialiser = head.initialiser === 'auto' ? 'small' : head.initialiser;
  return kernel.shape.length === 4
    ? { ...head, kind: 'conv2d', values: { filters: output.at(-1) ?? 1, kernel: 3, stride: 1, padding: 'same', activation: 'none' }, initialiser }
    : { ...head, kind: 'dense', values: { units: sizeOf(output), activation: 'none' }, initialiser };
}
