import { describe, expect, it } from 'vitest';
import { defaultExperiment } from '../../experiment/default-experiment';
import { shownNetwork } from '../../experiment/groups';
import { tieKey, wireKey, wireOfKey } from '../common/selection-keys';
import { drawingFor, fullDrawing } from './viewport/drawing';
import { flowEdges, flowNodes, isOtherDrawing, placesOfLayers, tieEdges, type Placement } from './flow-graph';

const { network } = defaultExperiment;
const { layers, wires } = network;
const shown = shownNetwork(network);
/** The drawing of other layers. */
const drawnWith = (changed: typeof layers) => shownNetwork({ ...network, layers: changed });
const keyOf = ({ from, to }: { readonly from: string; readonly to: string }) => wireKey({ from, to });
const label = (layer: { readonly id: string }) => layer.id;
const still: Placement = { drawing: fullDrawing, dragged: new Map(), measured: new Map(), selected: [], byTouch: false, label };

describe('nodes of the canvas', () => {
  it('stand where the document has them, or where they are dragged', () => {
    const nodes = flowNodes(shown.units, { ...still, dragged: new Map([['conv-1', { x: 7, y: 8 }]]) }, []);
    expect(nodes.find((node) => node.id === 'conv-1')?.position).toEqual({ x: 7, y: 8 });
    expect(nodes.find((node) => node.id === 'pool-1')?.position).toEqual({ x: 310, y: 120 });
  });

  it('are the same objects until something about them changes', () => {
    const before = flowNodes(shown.units, still, []);
    expect(flowNodes(shown.units, still, before)).toEqual(before);
    const after = flowNodes(shown.units, { ...still, selected: ['dense-1'] }, before);
    const fresh = after.filter((node, index) => node !== before[index]).map((node) => node.id);
    expect(fresh).toEqual(['dense-1']);
    const measured = new Map([['input', { width: 90, height: 76 }]]);
    const drawn = flowNodes(shown.units, { ...still, measured }, before);
    expect(drawn.filter((node, index) => node !== before[index]).map((node) => node.id)).toEqual(['input']);
  });
});

describe('a network that is turned', () => {
  it('has each layer placed anew, also where its size and place stay the same', () => {
    const measured = new Map(layers.map(({ id }) => [id, { width: 126, height: 36 }]));
    const before = flowNodes(shown.units, { ...still, measured }, []);
    const down = drawingFor([], { width: 390, height: 430 }, 0.7, true);
    const after = flowNodes(shown.units, { ...still, measured, drawing: down }, before);
    expect(before.map(({ origin, targetPosition }) => [origin, targetPosition])).toEqual(layers.map(() => [[0, 0], 'left']));
    expect(after.map(({ origin, targetPosition }) => [origin, targetPosition])).toEqual(layers.map(() => [[0.5, 0], 'top']));
  });
});

describe('layers under a finger', () => {
  it('are dragged only when they are selected, so that a finger pans from anywhere', () => {
    const movable = (byTouch: boolean) =>
      flowNodes(shown.units, { ...still, byTouch, selected: ['conv-2'] }, []).flatMap(({ id, draggable }) => (draggable === true ? [id] : []));
    expect(movable(true)).toEqual(['conv-2']);
    expect(movable(false)).toEqual(layers.map((layer) => layer.id));
  });
});

describe('edges of the canvas', () => {
  it('are keyed by their ends, and only the changed ones are new', () => {
    const before = flowEdges(shown.wires, [], keyOf, []);
    expect(before.map((edge) => wireOfKey(edge.id))).toEqual(wires);
    const after = flowEdges(shown.wires, ['input>conv-1'], keyOf, before);
    expect(after.filter((edge, index) => edge !== before[index]).map((edge) => [edge.id, edge.selected])).toEqual([['input>conv-1', true]]);
  });

  it('knows what is no key', () => {
    expect(wireOfKey('nonsense')).toBeUndefined();
  });
});

describe('another drawing', () => {
  it('is one most of whose layers stand elsewhere; edits are none', () => {
    expect(isOtherDrawing(shown, shown)).toBe(false);
    expect(isOtherDrawing(shown, drawnWith(layers.slice(1)))).toBe(false);
    expect(isOtherDrawing(shown, drawnWith(layers.map((layer, index) => (index < 3 ? { ...layer, x: layer.x + 50 } : layer))))).toBe(false);
    expect(isOtherDrawing(shown, drawnWith(layers.map((layer) => ({ ...layer, y: layer.y + 50 }))))).toBe(true);
    expect(isOtherDrawing(drawnWith([]), shown)).toBe(true);
  });

  it('is one in which a group was folded, whose box stands for its layers and takes their wires', () => {
    const folded = shownNetwork({ ...network, folded: [{ id: 'block', layers: ['conv-1', 'pool-1'] }] });
    expect(isOtherDrawing(shown, folded)).toBe(true);
    const nodes = flowNodes(folded.units, { ...still, selected: ['conv-1', 'pool-1'] }, []);
    expect(nodes.find((node) => node.id === 'group:block')).toMatchObject({ type: 'group', selected: true });
    expect(flowEdges(folded.wires, [], keyOf, []).map((edge) => edge.id)).toContain('input>group:block');
    const places = placesOfLayers(folded, [{ id: 'group:block', x: 10, y: 20 }]);
    expect(places.map(({ id }) => id)).toEqual(['conv-1', 'pool-1']);
    const [first, second] = ['conv-1', 'pool-1'].map((id) => layers.find((layer) => layer.id === id)?.x ?? 0);
    expect((places[1]?.x ?? 0) - (places[0]?.x ?? 0)).toBe((second ?? 0) - (first ?? 0));
  });
});

describe('ties on the canvas', () => {
  const tie = { first: 'dense-1', second: 'dense-2', strength: 1 };
  const ends = new Map(['dense-1', 'dense-2'].map((id) => [id, id]));
  const name = ({ strength }: { readonly strength: number }) => `strength ${strength}`;

  it('are edges of their own, whose keys are no keys of wires', () => {
    const [edge] = tieEdges([tie], [tieKey(tie)], name, ends, []);
    expect(edge).toMatchObject({ id: 'dense-1~dense-2', type: 'tie', source: 'dense-1', target: 'dense-2', selected: true, data: { tie } });
    expect(wireOfKey(tieKey(tie))).toBeUndefined();
  });

  it('are the same objects until their strength or the selection changes', () => {
    const before = tieEdges([tie], [], name, ends, []);
    expect(tieEdges([tie], [], name, ends, before)[0]).toBe(before[0]);
    expect(tieEdges([{ ...tie, strength: 2 }], [], name, ends, before)[0]?.data?.tie.strength).toBe(2);
    expect(tieEdges([tie], [tieKey(tie)], name, ends, before)[0]?.selected).toBe(true);
  });
});
