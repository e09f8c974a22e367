import { checkConnection, sameWire, withWire } from '../../domain/network/connection';
import type { Wire } from '../../domain/network/network';
import { ok } from '../../lib/result';
import { networkContext } from '../context';
import { limits } from '../limits';
import type { Experiment } from '../schema';
import { refuse, type Edited } from './refusal';

/**
 * A further wire, where checkConnection allows it: the last of the target's inputs, or in place of
 * the one that it has where it takes one.
 */
export function connect(experiment: Experiment, { from, to }: Wire): Edited {
  return drawn(experiment, { from, to });
}

/**
 * A wire with one of its ends, or both, at other layers; as `connect`, and where the target stays so
 * does its place among the target's inputs.
 */
export function moveWire(experiment: Experiment, args: { readonly wire: Wire; readonly to: Wire }): Edited {
  const { from, to } = args.wire;
  if (!experiment.network.wires.some((wire) => sameWire(wire, args.wire))) return refuse('unknown-wire', { from, to });
  return drawn(experiment, args.to, args.wire);
}

function drawn(experiment: Experiment, { from, to }: Wire, moved?: Wire): Edited {
  const { network } = experiment;
  const tasks = experiment.tasks.map((task) => task.id);
  const allowed = checkConnection(network, { from, to }, tasks, networkContext(experiment), moved);
  if (!allowed.ok) return allowed;
  const wires = withWire(network, { from, to }, moved);
  if (wires.length > limits.wires) return refuse('too-many-wires', { limit: limits.wires });
  return ok({ ...experiment, network: { ...network, wires: [...wires] } });
}

/** The document without these wires. A wire that is not there refuses the whole edit. */
export function disconnect(experiment: Experiment, args: { readonly wires: readonly Wire[] }): Edited {
  const { network } = experiment;
  const missing = args.wires.find((wire) => !network.wires.some((other) => sameWire(wire, other)));
  if (missing !== undefined) return refuse('unknown-wire', { from: missing.from, to: missing.to });
  const wires = network.wires.filter((wire) => !args.wires.some((gone) => sameWire(gone, wire)));
  return ok({ ...experiment, network: { ...network, wires } });
}
