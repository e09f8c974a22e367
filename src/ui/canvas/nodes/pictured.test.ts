import { expect, it } from 'vitest';
import { defaultExperiment } from '../../../experiment/default-experiment';
import { pictureRows } from './pictured';

/** A page with so many boxes. */
function page(boxes: number, selectedLayers: readonly string[], pictures = true) {
  const layers = Array.from({ length: boxes }, (_, place) => ({ id: `layer-${place}`, kind: 'flatten' as const, values: {}, initialiser: 'auto' as const, x: 0, y: 0 }));
  return { document: { experiment: { ...defaultExperiment, network: { layers, wires: [], ties: [] } } }, view: { pictures, selectedLayers } };
}

it('up to 14 boxes all show pictures, of more only the selected one', () => {
  expect([pictureRows(page(14, []), 'layer-0'), pictureRows(page(15, []), 'layer-0')]).toEqual([2, 0]);
  const selected = page(15, ['layer-3']);
  expect([pictureRows(selected, 'layer-0'), pictureRows(selected, 'layer-3')]).toEqual([0, 1]);
  expect(pictureRows(page(15, ['layer-3', 'layer-4']), 'layer-3')).toBe(0);
  expect([pictureRows(page(14, ['layer-3'], false), 'layer-3'), pictureRows(page(15, ['layer-3'], false), 'layer-3')]).toEqual([0, 0]);
});
