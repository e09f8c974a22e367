import { aligned } from './aligned';
import type { BalancingMethod } from './balancing-method';
import { cagrad } from './cagrad';
import { config } from './config';
import { dbMtl } from './db-mtl';
import { dualproj } from './dualproj';
import { dwa } from './dwa';
import { excess } from './excess';
import { fairgrad } from './fairgrad';
import { famo } from './famo';
import { gls } from './gls';
import { graddrop } from './graddrop';
import { gradnorm } from './gradnorm';
import { gradvac } from './gradvac';
import { imtlG } from './imtl-g';
import { imtlL } from './imtl-l';
import { mgda } from './mgda';
import { mgdaUb } from './mgda-ub';
import { nash } from './nash';
import { pcgrad } from './pcgrad';
import { rlw } from './rlw';
import { staticWeights } from './static';
import { stch } from './stch';
import { upgrad } from './upgrad';
import { uncertainty } from './uw';

/**
 * What is to be known of every balancing method by its id, in the order in which the list shows
 * them; `balancing-rules.ts` has their mathematics. The ids stand in links: never rename one.
 */
export const balancingMethods = {
  static: staticWeights,
  rlw,
  uw: uncertainty,
  dwa,
  gls,
  'imtl-l': imtlL,
  stch,
  famo,
  gradnorm,
  mgda,
  'mgda-ub': mgdaUb,
  pcgrad,
  gradvac,
  graddrop,
  cagrad,
  'imtl-g': imtlG,
  nash,
  fairgrad,
  aligned,
  'db-mtl': dbMtl,
  dualproj,
  upgrad,
  config,
  excess,
} as const satisfies Record<string, BalancingMethod>;

export type BalancingId = keyof typeof balancingMethods;

/** A method, typed loosely, for code that treats all alike. */
export function balancingMethod(id: BalancingId): BalancingMethod {
  return balancingMethods[id];
}
