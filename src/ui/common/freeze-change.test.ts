import { expect, it } from 'vitest';
import { applyCommand } from '../../experiment/commands';
import { analyseExperiment } from '../../experiment/context';
import { defaultExperiment } from '../../experiment/default-experiment';
import { freezeChange } from './freeze-change';

const change = (experiment: typeof defaultExperiment, ids: readonly string[]) => freezeChange(experiment, analyseExperiment(experiment), ids);

it('freezes those of the layers that learn, and lets them move again only where all of them stand still', () => {
  expect(change(defaultExperiment, ['input', 'pool-1', 'nowhere'])).toBeUndefined();
  expect(change(defaultExperiment, ['pool-1', 'conv-1'])).toEqual({ ids: ['conv-1'], frozen: true });
  const one = applyCommand(defaultExperiment, 'layer.freeze', { ids: ['conv-1'], frozen: true });
  if (!one.ok) throw new Error(one.error.code);
  expect(change(one.value, ['conv-1', 'conv-2'])).toEqual({ ids: ['conv-1', 'conv-2'], frozen: true });
  expect(change(one.value, ['conv-1', 'pool-1'])).toEqual({ ids: ['conv-1'], frozen: false });
});
