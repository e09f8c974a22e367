import type { Sketch } from './sketch';

/**
 * A gate, a dense layer with one value for each expert, and beside it the experts' mix by its
 * softmax. Returns the mix.
 */
export function gated(sketch: Sketch, name: string, experts: readonly string[], from: string, [column, row]: readonly [column: number, row: number]): string {
  const logits = sketch.add(`gate-${name}`, 'dense', { units: experts.length, activation: 'none' }, [column, row], from);
  const mixed = sketch.add(`mix-${name}`, 'experts', {}, [column + 1, row], logits);
  for (const expert of experts) sketch.wire(expert, mixed);
  return mixed;
}
