import { describe, expect, it } from 'vitest';
import { layerKind, type LayerKindId } from './layer-kinds';
import type { ParameterValues } from '../parameters';
import type { Shape } from '../shape';
import { ok } from '../../lib/result';

const context = { inputOf: () => ok([28, 27, 1]), outputOf: () => undefined };

function inferred(kind: LayerKindId, inputs: readonly Shape[], values: ParameterValues = {}) {
  return layerKind(kind).infer(inputs, values, context);
}

function start(kind: LayerKindId, inputs: readonly Shape[], own: number) {
  const result = inferred(kind, inputs, { own });
  if (!result.ok) throw new Error(result.error.code);
  return result.value.weights[0]?.initialiser;
}

function fault(kind: LayerKindId, inputs: readonly Shape[], values: ParameterValues = {}) {
  const result = inferred(kind, inputs, values);
  return result.ok ? undefined : result.error;
}

const three: readonly Shape[] = [[4, 4, 6], [4, 4, 6], [4, 4, 6]];

describe('where mixing starts', () => {
  it('is .9 of the own tower and .1 of the others together', () => {
    expect(start('cross-stitch', [[5], [5]], 1)).toEqual([0.9, expect.closeTo(0.1)]);
    expect(start('cross-stitch', three, 2)).toEqual([expect.closeTo(0.05), 0.9, expect.closeTo(0.05)]);
    expect(start('cross-stitch', three, 0)).toEqual([1 / 3, 1 / 3, 1 / 3]);
    expect(start('cross-stitch', [[5]], 1)).toEqual([1]);
  });

  it('is .9 of the same half of the own tower', () => {
    const rest: unknown = expect.closeTo(0.1 / 3);
    expect(start('sluice', [[6], [6]], 2)).toEqual([rest, rest, 0.9, rest, rest, rest, rest, 0.9]);
    expect(start('sluice', [[6], [6]], 0)).toEqual([0.45, 0.05, 0.45, 0.05, 0.05, 0.45, 0.05, 0.45].map((share): unknown => expect.closeTo(share)));
  });
});

describe('what cannot be mixed', () => {
  it.each(['multiply', 'cross-stitch', 'sluice'] as const)('by %s are inputs of different shapes', (kind) => {
    expect(fault(kind, [[4, 4, 6], [4, 4, 8]])).toEqual({ code: 'shapes-differ', params: { first: '4×4×6', second: '4×4×8' } });
  });

  it('is an odd number of channels by halves', () => {
    expect(fault('sluice', [[4, 4, 5]])).toEqual({ code: 'odd-channels', params: { channels: 5 } });
  });

  it.each(['cross-stitch', 'sluice'] as const)('by %s is an own tower that is not wired', (kind) => {
    expect(fault(kind, three, { own: 4 })).toEqual({ code: 'own-input-missing', params: { own: 4, given: 3 } });
  });

  it('are experts without a gate that fits them', () => {
    expect(fault('experts', [[3]])).toEqual({ code: 'too-few-inputs', params: { least: 2 } });
    expect(fault('experts', [[3], [5], [5]])).toEqual({ code: 'gate-size', params: { given: '3', experts: 2 } });
    expect(fault('experts', [[1, 1, 2], [5], [5]])?.code).toBe('gate-size');
    expect(fault('experts', [[2], [5], [6]])?.code).toBe('shapes-differ');
    expect(fault('experts', [[2], [5], [5]])).toBeUndefined();
  });
});

it.each([
  ['image', [28, 27, 1]],
  ['left', [28, 13, 1]],
  ['right', [28, 13, 1]],
  ['top', [14, 27, 1]],
  ['bottom', [14, 27, 1]],
])('the view %s of the images has a shape of its own', (field, shape) => {
  const result = inferred('input', [], { field });
  expect(result.ok && result.value.output).toEqual(shape);
});
