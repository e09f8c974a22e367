import { mapValues } from '../../lib/keys';
import { alignedRule } from './aligned';
import type { BalancingRule } from './balancing-method';
import { balancingMethods, type BalancingId } from './balancing-methods';
import { cagradRule } from './cagrad';
import { configRule } from './config';
import { dbMtlRule } from './db-mtl';
import { dualprojRule } from './dualproj';
import { dwaRule } from './dwa';
import { excessRule } from './excess';
import { fairgradRule } from './fairgrad';
import { famoRule } from './famo';
import { glsRule } from './gls';
import { graddropRule } from './graddrop';
import { gradnormRule } from './gradnorm';
import { gradvacRule } from './gradvac';
import { imtlGRule } from './imtl-g';
import { imtlLRule } from './imtl-l';
import { mgdaRule } from './mgda';
import { mgdaUbRule } from './mgda-ub';
import { nashRule } from './nash';
import { pcgradRule } from './pcgrad';
import { rlwRule } from './rlw';
import { withoutRounding } from './rounding';
import { staticWeightsRule } from './static';
import { stchRule } from './stch';
import { upgradRule } from './upgrad';
import { uncertaintyRule } from './uw';

const rules: Readonly<Record<BalancingId, BalancingRule>> = {
  static: staticWeightsRule,
  rlw: rlwRule,
  uw: uncertaintyRule,
  dwa: dwaRule,
  gls: glsRule,
  'imtl-l': imtlLRule,
  stch: stchRule,
  famo: famoRule,
  gradnorm: gradnormRule,
  mgda: mgdaRule,
  'mgda-ub': mgdaUbRule,
  pcgrad: pcgradRule,
  gradvac: gradvacRule,
  graddrop: graddropRule,
  cagrad: cagradRule,
  'imtl-g': imtlGRule,
  nash: nashRule,
  fairgrad: fairgradRule,
  aligned: alignedRule,
  'db-mtl': dbMtlRule,
  dualproj: dualprojRule,
  upgrad: upgradRule,
  config: configRule,
  excess: excessRule,
};

/**
 * The mathematics of every balancing method by its id. What is only rounding of a gradient none of
 * them sees.
 */
export const balancingRules = mapValues(rules, (rule, id) => withoutRounding(balancingMethods[id], rule));

/** How a method turns losses or gradients into one update. */
export function balancingRule(id: BalancingId): BalancingRule {
  return balancingRules[id];
}
