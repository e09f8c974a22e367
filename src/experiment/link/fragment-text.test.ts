import fc from 'fast-check';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { taskOfHead } from '../../domain/network/network';
import { applyCommand } from '../commands';
import { defaultExperiment } from '../default-experiment';
import { fragmentOf } from '../edits/copies';
import { anyExperiment } from '../random-commands.test-helpers';
import { experimentSchema, type Experiment } from '../schema';
import { readFragment, writeFragment } from './fragment-text';

/** The document after pasting a text that must hold layers, or why nothing was pasted. */
function pasted(into: Experiment, text: string): Experiment | string {
  const read = readFragment(text);
  if (!read.ok) return read.error;
  const done = applyCommand(into, 'layer.paste', { fragment: read.value });
  return done.ok ? done.value : done.error.code;
}

/** Kinds, values, wires and ties by place instead of by id. */
function structure({ layers, wires, ties }: Pick<Experiment['network'], 'layers' | 'wires' | 'ties'>) {
  const place = (id: string) => layers.findIndex((layer) => layer.id === id);
  return {
    layers: layers.map(({ id: _id, x: _x, y: _y, ...layer }) => layer),
    wires: wires.map(({ from, to }) => [place(from), place(to)]),
    ties: ties.map(({ first, second, ...tie }) => [place(first), place(second), tie]),
  };
}

/** Some of the layers of a document; chance says which. */
const anyPart = fc.tuple(anyExperiment, fc.nat({ max: 2 ** 31 - 1 })).map(([experiment, chance]) => ({
  experiment,
  ids: experiment.network.layers.filter((_, index) => (chance >> index % 31) % 2 === 1).map(({ id }) => id),
}));

describe('what is pasted', () => {
  it('has the structure of what was copied, but for heads of tasks that have one, and leaves the rest as it is', () => {
    fc.assert(
      fc.property(anyPart, ({ experiment, ids }) => {
        const copied = fragmentOf(experiment, ids);
        const after = pasted(experiment, writeFragment(copied));
        // A head without a task, or the second one of a task, is a fault that may be pasted.
        const kept = copied.layers.filter((layer) => taskOfHead(layer) === undefined).map(({ id }) => id);
        if (typeof after === 'string') {
          expect([kept.length === 0 || experiment.network.layers.length + kept.length > 200 ? 'refused' : 'taken', after]).toEqual(['refused', after]);
          return;
        }
        expect(v.is(experimentSchema, after)).toBe(true);
        const { layers, wires, ties } = experiment.network;
        expect(after.network.layers.slice(0, layers.length)).toEqual(layers);
        const added = { layers: after.network.layers.slice(layers.length), wires: after.network.wires.slice(wires.length), ties: after.network.ties.slice(ties.length) };
        expect(structure(added)).toEqual(structure(fragmentOf(experiment, kept)));
        expect(after.tasks).toEqual(experiment.tasks);
      }),
      { numRuns: 150 },
    );
  });

  it('in another document is sound too, whatever was copied', () => {
    fc.assert(
      fc.property(anyPart, anyExperiment, ({ experiment, ids }, other) => {
        const after = pasted(other, writeFragment(fragmentOf(experiment, ids)));
        if (typeof after === 'string') return;
        expect(v.is(experimentSchema, after)).toBe(true);
        expect(after.network.layers.length).toBeGreaterThan(other.network.layers.length);
      }),
      { numRuns: 100 },
    );
  });

  it('brings back what was cut, heads with their tasks and weights', () => {
    const ids = ['dense-1', 'head-digit', 'head-parity'];
    const text = writeFragment(fragmentOf(defaultExperiment, ids));
    const cut = applyCommand(defaultExperiment, 'layer.remove', { ids });
    const after = cut.ok ? pasted(cut.value, text) : 'not cut';
    if (typeof after === 'string') throw new Error(after);
    const weights = new Map(after.tasks.map(({ id, colour, weight }) => [id, [colour, Number(weight.toFixed(9))]]));
    expect(weights).toEqual(new Map(defaultExperiment.tasks.map(({ id, colour, weight }) => [id, [colour, weight]])));
    expect(after.network.layers.slice(-3).map(({ x, y }) => [x, y])).toEqual([[780, 40], [950, 0], [950, 110]]);
  });
});

describe('a text', () => {
  const good = writeFragment(fragmentOf(defaultExperiment, ['conv-1', 'pool-1']));

  it.each([
    ['nothing', '', 'no-layers'],
    ['a sentence', 'Conv 3×3', 'no-layers'],
    ['other JSON', '{"layers":[]}', 'no-layers'],
    ['a later version', good.replace('"version":1', '"version":2'), 'later-layers'],
    ['no version', good.replace('"version":1', '"version":"1"'), 'damaged-layers'],
    ['an unknown kind', good.replace('"conv2d"', '"conv9d"'), 'damaged-layers'],
    ['a value out of range', good.replace('"filters":8', '"filters":99999'), 'damaged-layers'],
    ['a value that there is none of', good.replace('"filters":8', '"toString":8'), 'damaged-layers'],
    ['a wire to nowhere', good.replace('"to":"pool-1"', '"to":"pool-9"'), 'damaged-layers'],
    ['no layers', '{"format":"multitask-playground/layers","version":1,"tasks":[],"layers":[],"wires":[],"ties":[]}', 'damaged-layers'],
  ])('that is %s is refused', (_, text, error) => {
    expect(readFragment(text)).toEqual({ ok: false, error });
  });

  it('of layers is read as it was written', () => {
    expect(readFragment(good)).toEqual({ ok: true, value: { ...fragmentOf(defaultExperiment, ['conv-1', 'pool-1']), tasks: [] } });
  });
});
