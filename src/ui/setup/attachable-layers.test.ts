import { expect, test } from 'vitest';
import { defaultExperiment } from '../../experiment/default-experiment';
import { attachableLayers } from './attachable-layers';

test('a new head is proposed to hang where the first one does', () => {
  const { ids, usual } = attachableLayers(defaultExperiment);
  expect(usual).toBe('dense-1');
  expect(ids).toEqual(['input', 'conv-1', 'pool-1', 'conv-2', 'pool-2', 'dense-1', 'upsample-1']);
});

test('without heads the last layer is proposed; without layers none', () => {
  const { layers, wires } = defaultExperiment.network;
  const bare = { ...defaultExperiment.network, layers: layers.filter((layer) => layer.kind !== 'head'), wires };
  expect(attachableLayers({ ...defaultExperiment, network: bare }).usual).toBe('upsample-1');
  const empty = { ...defaultExperiment.network, layers: [], wires: [] };
  expect(attachableLayers({ ...defaultExperiment, network: empty })).toEqual({ ids: [], usual: undefined });
});
