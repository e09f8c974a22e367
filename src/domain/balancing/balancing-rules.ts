import { mapValues } from '../../lib/keys';
import { alignedRule } from './rules/aligned';
import type { BalancingRule } from './balancing-method';
import { balancingMethods, type BalancingId } from './balancing-methods';
import { cagradRule } from './rules/cagrad';
import { configRule } from './rules/config';
import { dbMtlRule } from './rules/db-mtl';
import { dualprojRule } from './rules/dualproj';
import { dwaRule } from './rules/dwa';
import { excessRule } from './rules/excess';
import { fairgradRule } from './rules/fairgrad';
import { famoRule } from './rules/famo';
import { glsRule } from './rules/gls';
import { graddropRule } from './rules/graddrop';
import { gradnormRule } from './rules/gradnorm';
import { gradvacRule } from './rules/gradvac';
import { imtlGRule } from './rules/imtl-g';
import { imtlLRule } from './rules/imtl-l';
import { mgdaRule } from './rules/mgda';
import { mgdaUbRule } from './rules/mgda-ub';
import { nashRule } from './rules/nash';
import { pcgradRule } from './rules/pcgrad';
import { rlwRule } from './rules/rlw';
import { withoutRounding } from './rounding';
import { staticWeightsRule } from './rules/static';
import { stchRule } from './rules/stch';
import { upgradRule } from './rules/upgrad';
import { uncertaintyRule } from './rules/uw';

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
