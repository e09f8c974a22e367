import { joins, tieFault, type Tie } from '../../domain/network/ties';
import { ok } from '../../lib/result';
import { analyseExperiment } from '../context';
import { limits } from '../limits';
import type { Experiment } from '../schema';
import { numberIn } from './numbers';
import { refuse, type Edited } from './refusal';

/**
 * The strength of a new tie: at rate 1e-3 twins drift apart by a tenth less in some fifty steps.
 */
const usualStrength = 1;

type Ends = Pick<Tie, 'first' | 'second'>;

/** A tie between two layers whose weights have the same shapes. */
export function tie(experiment: Experiment, { first, second }: Ends): Edited {
  const { network } = experiment;
  const fault = tieFault(first, second, analyseExperiment(experiment).weights);
  if (fault !== undefined) return refuse(fault, { first, second });
  if (network.ties.some((known) => joins(known, first, second))) return refuse('already-tied', { first, second });
  if (network.ties.length >= limits.ties) return refuse('too-many-ties', { limit: limits.ties });
  return ok({ ...experiment, network: { ...network, ties: [...network.ties, { first, second, strength: usualStrength }] } });
}

/** Another strength, or what the tie is for. */
export function setTie(experiment: Experiment, args: Ends & { readonly strength?: number; readonly kind?: 'equal' | 'orthogonal' }): Edited {
  const { network } = experiment;
  const known = network.ties.find((one) => joins(one, args.first, args.second));
  if (known === undefined) return refuse('unknown-tie', { first: args.first, second: args.second });
  const strength = numberIn(args.strength ?? known.strength, limits.tieStrength, false);
  if (!strength.ok) return strength;
  const { kind: _, ...plain } = { ...known, strength: strength.value };
  const kind = args.kind ?? known.kind;
  const changed = kind === 'orthogonal' ? { ...plain, kind } : plain;
  return ok({ ...experiment, network: { ...network, ties: network.ties.map((one) => (one === known ? changed : one)) } });
}

/** The document without a tie. */
export function untie(experiment: Experiment, { first, second }: Ends): Edited {
  const { network } = experiment;
  const ties = network.ties.filter((known) => !joins(known, first, second));
  if (ties.length === network.ties.length) return refuse('unknown-tie', { first, second });
  return ok({ ...experiment, network: { ...network, ties } });
}
