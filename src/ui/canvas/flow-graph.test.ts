import { describe, expect, it } from 'vitest';
import { defaultExperiment } from '../../experiment/default-experiment';
import { tieKey, wireKey, wireOfKey } from '../common/selection-keys';
import { fullDrawing } from './viewport/drawing';
import { flowEdges, flowNodes, isOtherDrawing, tieEdges, type Placement } from './flow-graph';

const { layers, wires } = defaultExperiment.network;
const label = (layer: { readonly id: string }) => layer.id;
const still: Placement = { drawing: fullDrawing, dragged: new Map(), measured: new Map(), selected: [], byTouch: false, label };

describe('nodes of the canvas', () => {
  it('stand where the document has them, or where they are dragged', () => {
    const nodes = flowNodes(layers, { ...still, dragged: new Map([['conv-1', { x: 7, y: 8 }]]) }, []);
    expect(nodes.find((node) => node.id === 'conv-1')?.position).toEqual({ x: 7, y: 8 });
    expect(nodes.find((node) => node.id === 'pool-1')?.position).toEqual({ x: 310, y: 120 });
  });

  it('are the same objects until something about them changes', () => {
    const before = flowNodes(layers, still, []);
    expect(flowNodes(layers, still, before)).toEqual(before);
    const after = flowNodes(layers, { ...still, selected: ['dense-1'] }, before);
    const fresh = after.filter((node, index) => node !== before[index]).map((node) => node.id);
    expect(fresh).toEqual(['dense-1']);
    const measured = new Map([['input', { width: 90, height: 76 }]]);
    const drawn = flowNodes(layers, { ...still, measured }, before);
    expect(drawn.filter((node, index) => node !== before[index]).map((node) => node.id)).toEqual(['input']);
  });
});

describe('layers under a finger', () => {
  it('are dragged only when they are selected, so that a finger pans from anywhere', () => {
    const movable = (byTouch: boolean) =>
      flowNodes(layers, { ...still, byTouch, selected: ['conv-2'] }, []).flatMap(({ id, draggable }) => (draggable === true ? [id] : []));
    expect(movable(true)).toEqual(['conv-2']);
    expect(movable(false)).toEqual(layers.map((layer) => layer.id));
  });
});

describe('edges of the canvas', () => {
  it('are keyed by their ends, and only the changed ones are new', () => {
    const before = flowEdges(wires, [], wireKey, []);
    expect(before.map((edge) => wireOfKey(edge.id))).toEqual(wires);
    const after = flowEdges(wires, ['input>conv-1'], wireKey, before);
    expect(after.filter((edge, index) => edge !== before[index]).map((edge) => [edge.id, edge.selected])).toEqual([['input>conv-1', true]]);
  });

  it('knows what is no key', () => {
    expect(wireOfKey('nonsense')).toBeUndefined();
  });
});

describe('another drawing', () => {
  it('is one most of whose layers stand elsewhere; edits are none', () => {
    expect(isOtherDrawing(layers, layers)).toBe(false);
    expect(isOtherDrawing(layers, layers.slice(1))).toBe(false);
    expect(isOtherDrawing(layers, layers.map((layer, index) => (index < 3 ? { ...layer, x: layer.x + 50 } : layer)))).toBe(false);
    expect(isOtherDrawing(layers, layers.map((layer) => ({ ...layer, y: layer.y + 50 })))).toBe(true);
    expect(isOtherDrawing([], layers)).toBe(true);
  });
});

describe('ties on the canvas', () => {
  const tie = { first: 'dense-1', second: 'dense-2', strength: 1 };
  const name = ({ strength }: { readonly strength: number }) => `strength ${strength}`;

  it('are edges of their own, whose keys are no keys of wires', () => {
    const [edge] = tieEdges([tie], [tieKey(tie)], name, []);
    expect(edge).toMatchObject({ id: 'dense-1~dense-2', type: 'tie', source: 'dense-1', target: 'dense-2', selected: true, data: { tie } });
    expect(wireOfKey(tieKey(tie))).toBeUndefined();
  });

  it('are the same objects until their strength or the selection changes', () => {
    const before = tieEdges([tie], [], name, []);
    expect(tieEdges([tie], [], name, before)[0]).toBe(before[0]);
    expect(tieEdges([{ ...tie, strength: 2 }], [], name, before)[0]?.data?.tie.strength).toBe(2);
    expect(tieEdges([tie], [tieKey(tie)], name, before)[0]?.selected).toBe(true);
  });
});
