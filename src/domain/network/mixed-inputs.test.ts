import { describe, expect, it } from 'vitest';
import { layerKind, type LayerKindId } from './layer-kinds';
import { mixedInputs, towerTasks } from './mixed-inputs';
import type { Layer, Network } from './network';
import { servedTasks } from './reachability';

const tasks = ['a', 'b'];

const layer = (id: string, kind: LayerKindId, values: Layer['values'] = {}): Layer => ({ id, kind, values, initialiser: 'auto', x: 0, y: 0 });

const wires = (...paths: readonly string[]) =>
  paths.flatMap((path) => {
    const stops = path.split(' > ');
    return stops.slice(1).map((to, index) => ({ from: stops[index] ?? '', to }));
  });

/** Two towers of two stages, mixed behind the first by layers of that kind. */
function towers(kind: LayerKindId, own: (tower: number) => number): Network {
  return {
    layers: [
      layer('input', 'input'),
      ...tasks.flatMap((task, tower) => [
        layer(`first-${task}`, 'dense'),
        layer(`mix-${task}`, kind, { own: own(tower) }),
        layer(`second-${task}`, 'dense'),
        layer(`head-${task}`, 'head', { task }),
      ]),
    ],
    wires: wires(...tasks.flatMap((task) => [`input > first-${task}`, `first-a > mix-${task}`, `first-b > mix-${task} > second-${task} > head-${task}`])),
  };
}

/** [from, half, values] of each row of a layer whose coefficients are 0, 1, 2, … */
function rowsOf(network: Network, id: string) {
  const { coefficients } = layerKind(network.layers.find((one) => one.id === id)?.kind ?? 'head');
  if (coefficients === undefined) throw new Error(`${id} does not mix`);
  return mixedInputs(network, id, coefficients, [...Array(8).keys()]).map(({ from, half, values }) => [from, half, ...values]);
}

describe('what a layer takes of its inputs', () => {
  it('is one number for each input of a cross-stitch', () => {
    expect(rowsOf(towers('cross-stitch', () => 0), 'mix-b')).toEqual([['first-a', undefined, 0], ['first-b', undefined, 1]]);
  });

  it('is one for each half of an input and of the output of a sluice: [half of the output, input, half of the input]', () => {
    expect(rowsOf(towers('sluice', () => 0), 'mix-b')).toEqual([['first-a', 0, 0, 4], ['first-a', 1, 1, 5], ['first-b', 0, 2, 6], ['first-b', 1, 3, 7]]);
  });

  it('leaves out the gate of experts', () => {
    expect(rowsOf(towers('experts', () => 0), 'mix-b')).toEqual([['first-b', undefined, 0]]);
  });

  it('is not-a-number before it is known', () => {
    const unknown = mixedInputs(towers('sluice', () => 0), 'mix-a', { from: 'alpha', layout: 'halves', gates: 0 }, undefined);
    expect(unknown.flatMap(({ values }) => values)).toEqual([0, 1, 2, 3, 4, 5, 6, 7].map(() => Number.NaN));
  });
});

describe('the tasks of a tower', () => {
  it.each(['cross-stitch', 'sluice'] as const)('are those that it serves by itself, where layers of the kind %s mix it with others', (kind) => {
    const network = towers(kind, (tower) => tower + 1);
    const found = towerTasks(network, tasks);
    expect(['first-a', 'first-b', 'mix-b', 'input'].map((id) => found.get(id))).toEqual([['a'], ['b'], ['b'], ['a', 'b']]);
    expect(servedTasks(network, tasks).get('first-a')).toEqual(['a', 'b']);
  });

  it('are all that a layer serves where nothing says which tower is whose', () => {
    for (const kind of ['cross-stitch', 'experts'] as const) {
      const network = towers(kind, () => 0);
      expect(towerTasks(network, tasks)).toEqual(servedTasks(network, tasks));
    }
  });
});
