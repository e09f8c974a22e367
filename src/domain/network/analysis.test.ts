import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { keysOf } from '../../lib/keys';
import { defaultsOf, type ParameterValues } from '../parameters';
import { analyse } from './analysis';
import type { NetworkContext } from './layer-kind';
import { layerKind, layerKinds, type LayerKindId } from './layer-kinds';
import type { Layer, Network, Wire } from './network';
import { leadsTo, servedTasks, topologicalOrder } from './reachability';
import { ok } from '../../lib/result';

const tasks = ['a', 'b', 'c'];
const context: NetworkContext = {
  inputOf: () => ok([8, 8, 1]),
  outputOf: (task) => ({ a: [4], b: [2], c: [8, 8, 1] })[task],
};

function layer(id: string, kind: LayerKindId, values: ParameterValues = {}): Layer {
  return { id, kind, values: { ...defaultsOf(layerKind(kind).parameters), ...values }, initialiser: 'auto', x: 0, y: 0 };
}

function network(layers: readonly Layer[], ...paths: readonly string[]): Network {
  const wires = paths.flatMap((path): Wire[] => {
    const ids = path.split(' > ');
    return ids.slice(1).map((to, index) => ({ from: ids[index] ?? '', to }));
  });
  return { layers, wires };
}

const sound = network(
  [
    layer('in', 'input'),
    layer('conv', 'conv2d', { filters: 3 }),
    layer('pool', 'max-pool'),
    layer('up', 'upsample', { factor: 2 }),
    layer('dense', 'dense', { units: 5 }),
    layer('head-a', 'head', { task: 'a' }),
    layer('head-b', 'head', { task: 'b' }),
    layer('head-c', 'head', { task: 'c' }),
  ],
  'in > conv > pool > dense > head-a',
  'dense > head-b',
  'pool > up > head-c',
);

function codesOf(changed: Network): string[] {
  return analyse(changed, tasks, context).faults.map((fault) => `${fault.layer ?? ''}:${fault.code}${fault.blocks ? '' : '?'}`);
}

function without(base: Network, from: string, to: string): Network {
  return { ...base, wires: base.wires.filter((wire) => wire.from !== from || wire.to !== to) };
}

function plus(base: Network, layers: readonly Layer[], ...paths: readonly string[]): Network {
  return { layers: [...base.layers, ...layers], wires: [...base.wires, ...network([], ...paths).wires] };
}

describe('the analysis of a sound network', () => {
  const analysis = analyse(sound, tasks, context);

  it('finds shapes, counts of parameters and the tasks of every layer', () => {
    expect(analysis.runnable).toBe(true);
    expect(analysis.faults).toEqual([]);
    const shapes = Object.fromEntries(analysis.shapes);
    expect(shapes).toMatchObject({ conv: [8, 8, 3], pool: [4, 4, 3], up: [8, 8, 3], dense: [5], 'head-c': [8, 8, 1] });
    // Kernel and bias: 3·3·1·3 + 3; 48·5 + 5; 5·4 + 4; 5·2 + 2; 3·3·3·1 + 1, a convolution since
    // the image has the right size.
    const counts = Object.fromEntries(analysis.parameterCounts);
    expect(counts).toMatchObject({ conv: 30, dense: 245, 'head-a': 24, 'head-b': 12, 'head-c': 28 });
    expect(analysis.parameterTotal).toBe(30 + 245 + 24 + 12 + 28);
    const served = Object.fromEntries(analysis.tasks);
    expect(served).toMatchObject({ conv: ['a', 'b', 'c'], pool: ['a', 'b', 'c'], dense: ['a', 'b'], up: ['c'], 'head-b': ['b'] });
  });

  it('leaves out what leads to no head, with a mere remark', () => {
    const extra = plus(sound, [layer('astray', 'dense'), layer('lost', 'dense')], 'pool > astray');
    expect(codesOf(extra)).toEqual(['lost:no-input?', 'astray:leads-nowhere?']);
    const found = analyse(extra, tasks, context);
    expect(found.runnable).toBe(true);
    expect(found.order).toEqual(analysis.order);
    expect(found.parameterTotal).toBe(analysis.parameterTotal);
  });

  it('starts the kernel of a layer as the document says', () => {
    const layers = sound.layers.map((one): Layer => (one.id === 'dense' ? { ...one, initialiser: 'zeros' } : one));
    const chosen = { ...sound, layers };
    expect(analyse(chosen, tasks, context).weights.get('dense')?.map((weight) => weight.initialiser)).toEqual(['zeros', 'zeros']);
    expect(analysis.weights.get('dense')?.map((weight) => weight.initialiser)).toEqual(['he', 'zeros']);
  });
});

describe('faults are on their layer', () => {
  it.each([
    ['a missing wire, and what is behind it', without(sound, 'conv', 'pool'), [
      'in:leads-nowhere?', 'conv:leads-nowhere?', 'pool:no-input', 'dense:behind-a-fault', 'up:behind-a-fault',
      'head-a:behind-a-fault', 'head-b:behind-a-fault', 'head-c:behind-a-fault',
    ]],
    ['a cycle, however one comes into it', plus(without(sound, 'in', 'conv'), [layer('sum', 'add')], 'in > sum > conv > sum'), [
      'conv:cycle', 'pool:cycle', 'up:cycle', 'dense:cycle', 'head-a:cycle', 'head-b:cycle', 'head-c:cycle', 'sum:cycle',
    ]],
    ['a second wire into a layer for one', plus(sound, [], 'pool > head-a'), ['head-a:too-many-inputs']],
    ['a wire into an input', plus(sound, [layer('in-2', 'input'), layer('both', 'add'), layer('head', 'head')], 'in > in-2'), [
      'both:no-input?', 'head:no-input?', 'in-2:input-has-wires?',
    ]],
    ['shapes that differ', plus(without(sound, 'pool', 'dense'), [layer('sum', 'add')], 'pool > sum > dense', 'conv > sum'), [
      'sum:shapes-differ', 'dense:behind-a-fault', 'head-a:behind-a-fault', 'head-b:behind-a-fault',
    ]],
    ['a task with two heads', plus(sound, [layer('again', 'head', { task: 'b' })], 'dense > again'), [
      'again:task-has-two-heads',
    ]],
    ['a head without a task', plus(sound, [layer('bare', 'head')], 'dense > bare'), ['bare:no-task']],
    ['a task without a head', { ...sound, layers: sound.layers.filter(({ id }) => id !== 'head-b') }, [':task-without-head']],
  ])('%s', (_name, changed, expected) => {
    expect(codesOf(changed).toSorted()).toEqual(expected.toSorted());
    expect(analyse(changed, tasks, context).runnable).toBe(expected.every((code) => code.endsWith('?')));
  });
});

/** Wires from anywhere to anywhere among l0 … l(count − 1), from and to nowhere too. */
function anyWires(count: number, maxLength: number) {
  const end = fc.integer({ min: -1, max: count - 1 }).map((index) => `l${index}`);
  return fc.array(fc.record({ from: end, to: end }), { maxLength });
}

const kindIds = keysOf(layerKinds);

/** Layers of any kind, with cycles, doubles and loose ends. */
const wild = fc
  .array(fc.tuple(fc.constantFrom(...kindIds), fc.constantFrom('a', 'b', 'c', '', 'unknown')), { minLength: 1, maxLength: 14 })
  .chain((kinds) =>
    fc.record({
      layers: fc.constant(kinds.map(([kind, task], index) => layer(`l${index}`, kind, kind === 'head' ? { task } : {}))),
      wires: anyWires(kinds.length, 30),
    }),
  );

/** The sound network with some wires lost and some added. */
const numbers = new Map(sound.layers.map(({ id }, index) => [id, `l${index}`]));
const named = (id: string) => numbers.get(id) ?? '';
const mostWires = fc.subarray([...sound.wires], { minLength: sound.wires.length - 1 });
const disturbed = fc.tuple(mostWires, anyWires(sound.layers.length, 2)).map(
  ([kept, added]): Network => ({
    layers: sound.layers.map((one) => ({ ...one, id: named(one.id) })),
    wires: [...kept.map(({ from, to }) => ({ from: named(from), to: named(to) })), ...added],
  }),
);

const graphs = fc.oneof(wild, disturbed);

describe('for any graph', () => {
  it('a layer serves exactly the tasks whose heads can be reached from it', () => {
    fc.assert(
      fc.property(graphs, (graph) => {
        const served = servedTasks(graph, tasks);
        for (const { id } of graph.layers) {
          const reached = tasks.filter((task) =>
            graph.layers.some((head) => head.kind === 'head' && head.values['task'] === task && leadsTo(graph, id, head.id)),
          );
          expect(served.get(id)).toEqual(reached);
        }
      }),
    );
  });

  it('the order puts inputs first and leaves out just what is on a cycle or behind one', () => {
    fc.assert(
      fc.property(graphs, (graph) => {
        const ids = new Set(graph.layers.map(({ id }) => id));
        const wires = graph.wires.filter(({ from, to }) => ids.has(from) && ids.has(to));
        const order = topologicalOrder(graph);
        expect(new Set(order).size).toBe(order.length);
        for (const { from, to } of wires) if (order.includes(to)) expect(order.indexOf(from)).toBeLessThan(order.indexOf(to));
        const onCycle = [...ids].filter((id) => wires.some(({ from, to }) => from === id && leadsTo(graph, to, id)));
        for (const id of ids) expect(order.includes(id)).toBe(!onCycle.some((start) => leadsTo(graph, start, id)));
      }),
    );
  });

  it('the analysis never throws, and what it calls runnable is whole', () => {
    let runnable = 0;
    fc.assert(
      fc.property(graphs, (graph) => {
        const analysis = analyse(graph, tasks, context);
        const { order, shapes, inputShapes, tasks: served } = analysis;
        for (const id of order) {
          expect(shapes.has(id)).toBe(true);
          expect(served.get(id)).not.toEqual([]);
        }
        expect(analysis.runnable).toBe(!analysis.faults.some((fault) => fault.blocks));
        for (const { layer: id } of analysis.faults) if (id !== undefined) expect(served.has(id)).toBe(true);
        if (!analysis.runnable) return;
        runnable += 1;
        for (const task of tasks) {
          expect(order.filter((id) => graph.layers.find((one) => one.id === id)?.values['task'] === task)).toHaveLength(1);
        }
        for (const { from, to } of graph.wires) {
          if (!order.includes(to) || !served.has(from)) continue;
          expect(order).toContain(from);
          expect(inputShapes.get(to)).toContainEqual(shapes.get(from));
        }
      }),
      { numRuns: 300 },
    );
    expect(runnable).toBeGreaterThan(10);
  });
});
