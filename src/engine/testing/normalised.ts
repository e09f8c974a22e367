import type { Experiment } from '../../experiment/schema';
import { layer, wires } from './drawn';
import { forked, tangled } from './small-experiments';

const input = layer('input', 'input', { field: 'image' });
const dense = (id: string, units: number) => layer(id, 'dense', { units, activation: 'tanh' });
const head = (task: string) => layer(`head-${task}`, 'head', { task });
const [digit, parity] = forked.tasks;
const [, , loop] = tangled.tasks;

/** Two tasks, each with a tower of its own behind which stands batch norm: nothing is shared. */
export const normalisedTowers: Experiment = {
  ...forked,
  tasks: forked.tasks.slice(0, 2),
  network: {
    layers: [
      input,
      ...['digit', 'parity'].flatMap((task) => [dense(`dense-${task}`, 5), layer(`norm-${task}`, 'batch-norm'), head(task)]),
    ],
    wires: wires('input > dense-digit > norm-digit > head-digit', 'input > dense-parity > norm-parity > head-parity'),
    ties: [],
  },
};

/**
 * A trunk with batch norm that three tasks share, and a side branch with batch norm that two of
 * them share.
 */
export const normalisedBranch: Experiment = {
  ...forked,
  tasks: [digit, parity, loop].flatMap((task) => (task === undefined ? [] : [task])),
  network: {
    layers: [
      input,
      dense('trunk', 6),
      layer('norm-trunk', 'batch-norm'),
      dense('side', 5),
      layer('norm-side', 'batch-norm'),
      ...['digit', 'parity', 'loop'].map(head),
    ],
    wires: wires(
      'input > trunk > norm-trunk > head-digit',
      'norm-trunk > side > norm-side > head-parity',
      'norm-side > head-loop',
    ),
    ties: [],
  },
};
