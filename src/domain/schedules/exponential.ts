import { numberOf, type ParameterSpecs } from '../parameters';
import type { ScheduleKind } from './schedule-kind';

const parameters: ParameterSpecs = { gamma: { kind: 'real', min: 0.01, max: 1, default: 0.9, scale: 'log' } };

/**
 * The rate falls by the factor γ in every epoch, evenly: at whole epochs as PyTorch's
 * ExponentialLR, which jumps there.
 */
export const exponential: ScheduleKind = {
  parameters,
  factor: ({ epochs }, values) => numberOf(parameters, values, 'gamma') ** epochs,
};
