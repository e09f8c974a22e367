import { describe, expect, it } from 'vitest';
import { analyse } from './analysis';
import { checkConnection, withWire } from './connection';
import type { NetworkContext } from './layer-kind';
import type { LayerKindId } from './layer-kinds';
import type { Layer, Network } from './network';
import type { ParameterValues } from '../parameters';
import { ok } from '../../lib/result';

const context: NetworkContext = { inputOf: () => ok([28, 28, 1]), outputOf: (task) => (task === 'digit' ? [10] : undefined) };

/** A network written as "id: kind" entries and "from>to" wires. */
function network(
  layers: Readonly<Record<string, LayerKindId | readonly [LayerKindId, ParameterValues]>>,
  wires: readonly string[],
): Network {
  return {
    layers: Object.entries(layers).map(([id, entry]): Layer => {
      const [kind, values] = typeof entry === 'string' ? [entry, {}] : entry;
      return { id, kind, values, initialiser: 'auto', x: 0, y: 0 };
    }),
    wires: wires.map((wire) => {
      const [from = '', to = ''] = wire.split('>');
      return { from, to };
    }),
  };
}

const trunk = network(
  {
    input: 'input',
    conv: 'conv2d',
    pool: 'max-pool',
    dense: 'dense',
    sum: 'add',
    small: ['conv2d', { kernel: 11, padding: 'valid' }],
    head: ['head', { task: 'digit' }],
    far: ['upsample', { factor: 8 }],
    wide: ['dense', { units: 4096 }],
  },
  ['input>conv', 'conv>pool', 'pool>dense', 'dense>head', 'conv>sum'],
);

const check = (from: string, to: string, drawn: Network = trunk) => checkConnection(drawn, { from, to }, ['digit'], context);
const codeOf = (from: string, to: string, drawn?: Network) => {
  const result = check(from, to, drawn);
  return result.ok ? 'allowed' : result.error.code;
};

describe('a wire is refused', () => {
  it.each([
    ['nothing', 'dense', 'unknown-layer'],
    ['dense', 'dense', 'self'],
    ['input', 'conv', 'duplicate'],
    ['dense', 'conv', 'cycle'],
    ['dense', 'input', 'input-takes-none'],
    ['head', 'small', 'needs-image'],
    ['dense', 'sum', 'shapes-differ'],
    ['dense', 'small', 'needs-image'],
  ])('from %s to %s: %s', (from, to, code) => {
    expect(codeOf(from, to)).toBe(code);
  });

  it('where it would close a loop, however long', () => {
    const loop = network({ input: 'input', a: 'add', b: 'dense', c: 'dense' }, ['input>a', 'a>b', 'b>c']);
    expect(codeOf('c', 'a', loop)).toBe('cycle');
    expect(codeOf('b', 'a', loop)).toBe('cycle');
  });

  it('with the params of the fault and the layer that has it', () => {
    const result = check('dense', 'small');
    expect(result).toEqual({ ok: false, error: { code: 'needs-image', params: { given: '64', layer: 'small' } } });
  });

  it('where a layer further down would break', () => {
    const drawn = network(
      {
        input: 'input',
        pool: ['max-pool', { size: 8, stride: 8 }],
        join: 'concat',
        image: 'conv2d',
        window: ['conv2d', { kernel: 5, padding: 'valid' }],
        head: ['head', { task: 'digit' }],
      },
      ['input>join', 'join>window', 'window>head', 'input>pool', 'input>image'],
    );
    expect(codeOf('image', 'join', drawn)).toBe('allowed');
    expect(codeOf('pool', 'join', drawn)).toBe('sizes-differ');
  });
});

describe('a wire is allowed', () => {
  it.each([
    ['pool', 'small'],
    ['input', 'wide'],
    ['conv', 'far'],
    // They have an input, which it takes the place of.
    ['conv', 'head'],
    ['input', 'pool'],
  ])('from %s to %s', (from, to) => {
    expect(codeOf(from, to)).toBe('allowed');
  });

  it('where the fault was there before, or was hidden behind another', () => {
    const drawn = network(
      {
        input: 'input',
        flat: 'flatten',
        pool: 'max-pool',
        conv: ['conv2d', { kernel: 11, padding: 'valid' }],
        pool2: ['max-pool', { size: 8, stride: 8 }],
      },
      ['input>flat', 'pool2>conv'],
    );
    expect(codeOf('input', 'pool', drawn)).toBe('allowed');
    // The convolution's window will not fit, but it stood behind a layer without an input: that
    // shows on the convolution.
    expect(codeOf('input', 'pool2', drawn)).toBe('allowed');
    const after = { ...drawn, wires: [...drawn.wires, { from: 'input', to: 'pool2' }] };
    expect(analyse(after, [], context).faults.map((fault) => fault.code)).toContain('window-too-large');
  });
});

describe('a further wire', () => {
  const wiresOf = (from: string, to: string, moved?: string) => {
    const [start = '', end = ''] = moved?.split('>') ?? [];
    return withWire(trunk, { from, to }, moved === undefined ? undefined : { from: start, to: end }).map((wire) => `${wire.from}>${wire.to}`);
  };

  it('takes the place of what enters a layer of one input, and comes last where there may be several', () => {
    expect(wiresOf('conv', 'head')).toEqual(['input>conv', 'conv>pool', 'pool>dense', 'conv>sum', 'conv>head']);
    expect(wiresOf('input', 'sum')).toEqual(['input>conv', 'conv>pool', 'pool>dense', 'dense>head', 'conv>sum', 'input>sum']);
  });

  it('that another one becomes has its place among the inputs, unless it enters elsewhere', () => {
    expect(wiresOf('input', 'pool', 'conv>pool')).toEqual(['input>conv', 'input>pool', 'pool>dense', 'dense>head', 'conv>sum']);
    expect(wiresOf('conv', 'head', 'conv>pool')).toEqual(['input>conv', 'pool>dense', 'conv>sum', 'conv>head']);
    expect(wiresOf('conv', 'pool', 'conv>pool')).toEqual(trunk.wires.map((wire) => `${wire.from}>${wire.to}`));
  });

  it('may use what the one that becomes it frees', () => {
    const chain = network({ input: 'input', a: 'dense', b: 'dense' }, ['input>a', 'a>b']);
    const ends = { from: 'b', to: 'a' };
    expect(checkConnection(chain, ends, [], context).ok).toBe(false);
    expect(checkConnection(chain, ends, [], context, { from: 'a', to: 'b' }).ok).toBe(true);
  });
});
