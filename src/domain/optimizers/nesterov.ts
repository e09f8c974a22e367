import { momentum } from './momentum';
import type { OptimizerKind } from './optimizer-kind';

/** v ← μ v + g; w ← w − η (g + μ v): momentum that looks ahead (PyTorch's form). */
export const nesterov: OptimizerKind = {
  parameters: momentum.parameters,
  slots: 1,
  learningRate: 0.02,
  scalesWithGradient: true,
  papers: ['nesterov1983', 'sutskever2013momentum'],
};
