import { checkConnection } from '../../domain/network/connection';
import type { Wire } from '../../domain/network/network';
import { ok } from '../../lib/result';
import { networkContext } from '../context';
import { limits } from '../limits';
import type { Experiment } from '../schema';
import { refuse, type Edited } from './refusal';

/** A further wire, where checkConnection allows it; it becomes the last of the target's inputs. */
export function connect(experiment: Experiment, { from, to }: Wire): Edited {
  const { network } = experiment;
  const tasks = experiment.tasks.map((task) => task.id);
  const allowed = checkConnection(network, from, to, tasks, networkContext(experiment));
  if (!allowed.ok) return allowed;
  if (network.wires.length >= limits.wires) return refuse('too-many-wires', { limit: limits.wires });
  return ok({ ...experiment, network: { ...network, wires: [...network.wires, { from, to }] } });
}

/** The document without these wires. A wire that is not there refuses the whole edit. */
export function disconnect(experiment: Experiment, args: { readonly wires: readonly Wire[] }): Edited {
  const { network } = experiment;
  const same = (first: Wire) => (second: Wire) => first.from === second.from && first.to === second.to;
  const missing = args.wires.find((wire) => !network.wires.some(same(wire)));
  if (missing !== undefined) return refuse('unknown-wire', { from: missing.from, to: missing.to });
  const wires = network.wires.filter((wire) => !args.wires.some(same(wire)));
  return ok({ ...experiment, network: { ...network, wires } });
}
