import type { LossId } from '../../domain/tasks/task-kind';
import { crossEntropy } from './cross-entropy';
import type { LossPair } from './loss-pair';
import { meanSquaredError } from './mean-squared-error';

/** The tensors of every loss. */
export const lossPairs: Readonly<Record<LossId, LossPair>> = { 'cross-entropy': crossEntropy, mse: meanSquaredError };
