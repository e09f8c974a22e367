import type { ParameterSpecs } from '../parameters';
import type { BalancingMethod } from './balancing-method';

/** What can be set about it. */
export const parameters: ParameterSpecs = {
  beta: { kind: 'real', min: 0, max: 0.999, default: 0.9, scale: 'linear' },
};

/**
 * DB-MTL (Lin et al. 2023): the gradients of log L_i, as running means ḡ ← β ḡ + (1 − β) g / L that
 * start at 0 (as in its authors' LibMTL; their option to let β fade with the steps is off by
 * default and left out), are all scaled to the largest norm among them and summed; losses below
 * 1e-3 divide as 1e-3. Parameters of one task alone follow its own gradient. Memory: [K · P] the
 * running means.
 */
export const dbMtl: BalancingMethod = {
  parameters,
  needs: 'jacobian',
  scalesTaskSpecific: false,
  usesPreference: false,
  papers: ['lin2023dbmtl'],
};
