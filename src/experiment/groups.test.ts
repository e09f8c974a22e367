import { describe, expect, it } from 'vitest';
import { defaultExperiment } from './default-experiment';
import { boxId, wiresBetween } from './groups';

const { network } = defaultExperiment;
const folded = (layers: readonly string[]) => ({ ...network, folded: [{ id: 'block', layers: [...layers] }] });
const box = boxId({ id: 'block' });

describe('a wire between two units', () => {
  it('is between two layers the wire itself, also where one is in an open group', () => {
    const wire = { from: 'conv-1', to: 'dense-1' };
    expect(wiresBetween(network, wire)).toEqual([wire]);
    expect(wiresBetween({ ...network, folded: [{ id: 'block', layers: ['conv-1', 'pool-1'], open: true }] }, wire)).toEqual([wire]);
  });

  it('leaves a folded group at its last layer and enters it at its first', () => {
    const trunk = folded(['conv-1', 'pool-1', 'conv-2']);
    expect(wiresBetween(trunk, { from: box, to: 'dense-1' })).toEqual([{ from: 'conv-2', to: 'dense-1' }]);
    expect(wiresBetween(trunk, { from: 'input', to: box })).toEqual([{ from: 'input', to: 'conv-1' }]);
  });

  it('can be one of several where layers stand side by side in the group', () => {
    const sides = folded(['dense-1', 'upsample-1']);
    expect(wiresBetween(sides, { from: 'pool-2', to: box }).map(({ to }) => to).sort()).toEqual(['dense-1', 'upsample-1']);
    expect(wiresBetween(sides, { from: box, to: 'head-digit' })).toHaveLength(2);
  });

  it('is there for a group that is a loop too, and for nothing that is gone', () => {
    const loop = { ...folded(['conv-1', 'pool-1']), wires: [{ from: 'conv-1', to: 'pool-1' }, { from: 'pool-1', to: 'conv-1' }] };
    expect(wiresBetween(loop, { from: box, to: 'dense-1' })).toHaveLength(2);
    expect(wiresBetween(network, { from: 'gone', to: 'conv-1' })).toEqual([]);
  });
});
