import type { OptimizerId } from '../../domain/optimizers/optimizer-kinds';
import { adam } from './adam';
import { adamw } from './adamw';
import { momentum } from './momentum';
import { sgd } from './sgd';
import type { UpdateRule } from './update-rule';

/** The rule of every optimiser. */
export const updateRules: Readonly<Record<OptimizerId, UpdateRule>> = { sgd, momentum, adam, adamw };
