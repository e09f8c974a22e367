import type { BalancingRule } from '../balancing-method';
import { mgdaRule } from './mgda';

export const mgdaUbRule: BalancingRule = mgdaRule;
