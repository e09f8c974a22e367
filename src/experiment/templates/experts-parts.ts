import type { Sketch } from './sketch';

/**
 * A gate, a dense layer with one value for each expert, and behind it, in another column, the
 * experts' mix by its softmax.
 */
export function gated(
  sketch: Sketch,
  name: string,
  experts: readonly string[],
  from: string,
  { gate, mix, row }: { readonly gate: number; readonly mix: number; readonly row: number },
): string {
  const logits = sketch.add(`gate-${name}`, 'dense', { units: experts.length, activation: 'none' }, [gate, row], from);
  const mixed = sketch.add(`mix-${name}`, 'experts', {}, [mix, row], logits);
  for (const expert of experts) sketch.wire(expert, mixed);
  return mixed;
}
