import type { InspectionKind, Question } from '../../protocol/inspections';

/** One question of every kind, about that layer and those test images where it is about some. */
export function everyQuestion(layer: string, images: readonly number[]): readonly Question[] {
  const questions: { readonly [Kind in InspectionKind]: Question<Kind> } = {
    predictions: { kind: 'predictions', images },
    outcomes: { kind: 'outcomes', images },
    'own-picture': { kind: 'own-picture', pixels: new Uint8Array(784).fill(90) },
    activations: { kind: 'activations', layer, images },
    pictures: { kind: 'pictures', images },
    'activation-summary': { kind: 'activation-summary', layer, images },
    weights: { kind: 'weights', layer },
    gradients: { kind: 'gradients', layer },
    saliency: { kind: 'saliency', images },
    'unit-importance': { kind: 'unit-importance', layer, images },
    'gradient-norms': { kind: 'gradient-norms' },
    affinity: { kind: 'affinity' },
    cost: { kind: 'cost' },
    baselines: { kind: 'baselines' },
  };
  return Object.values(questions);
}
