import { numberOf, type ParameterSpecs } from '../parameters';
import type { ScheduleKind } from './schedule-kind';

const parameters: ParameterSpecs = {
  gamma: { kind: 'real', min: 0.01, max: 1, default: 0.1, scale: 'log' },
  every: { kind: 'integer', min: 1, max: 1000, default: 5 },
};

/** The rate falls by the factor γ after every so many epochs (PyTorch's StepLR). */
export const step: ScheduleKind = {
  parameters,
  factor: ({ epochs }, values) => numberOf(parameters, values, 'gamma') ** Math.floor(epochs / numberOf(parameters, values, 'every')),
};
