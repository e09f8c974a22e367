import type { BalancingMethod } from './balancing-method';
import { mgda } from './mgda';

/**
 * MGDA-UB (Sener and Koltun 2018, section 3.3): the weights of MGDA for the gradients with respect
 * to what leaves the layers shared by all tasks, instead of those layers' parameters: an upper
 * bound of the same objective that costs the shared layers one backward pass.
 */
export const mgdaUb: BalancingMethod = { ...mgda, gramOf: 'representation' };
