import { describe, expect, it } from 'vitest';
import { adversaries } from './adversaries';
import type { Layer, Network } from './network';

const layer = (id: string, kind: Layer['kind'], task?: string): Layer => ({
  id, kind, values: task === undefined ? {} : { task }, initialiser: 'auto', x: 0, y: 0,
});

const network = (...paths: string[]): Network => ({
  layers: [
    layer('in', 'input'),
    layer('trunk', 'dense'),
    layer('turn', 'gradient-reversal'),
    layer('side', 'dense'),
    layer('a', 'head', 'a'),
    layer('b', 'head', 'b'),
  ],
  wires: paths.flatMap((path) => {
    const ids = path.split('>');
    return ids.slice(1).map((to, index) => ({ from: ids[index] ?? '', to }));
  }),
});

describe('adversaries', () => {
  it('are the tasks behind reversals alone', () => {
    expect(adversaries(network('in>trunk>a', 'trunk>turn>b'), ['a', 'b'])).toEqual(['b']);
    expect(adversaries(network('in>trunk>turn>side>b', 'trunk>a'), ['a', 'b'])).toEqual(['b']);
  });

  it('are not those that the input reaches another way, that have no reversal, or no input', () => {
    expect(adversaries(network('in>trunk>turn>b', 'in>b', 'trunk>a'), ['a', 'b'])).toEqual([]);
    expect(adversaries(network('in>trunk>a', 'trunk>b'), ['a', 'b'])).toEqual([]);
    expect(adversaries(network('in>trunk>a', 'turn>b'), ['a', 'b'])).toEqual([]);
  });
});
