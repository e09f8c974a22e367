import { inspect } from '../../client/inspect';
import type { TrainingClient } from '../../client/training-client';
import type { Experiment } from '../../experiment/schema';
import type { DeviceId } from '../../protocol/device';
import type { SessionSlice } from '../app-state';
import type { LiveLink } from './live-link';
import type { RunControl } from './run-control';
import type { SessionAccess } from './session-access';

/** What is asked of the worker beside training: it leaves the run as it is. */
type Measurements = Pick<SessionSlice, 'measuring' | 'baselines' | 'affinity' | 'costs' | 'measureBaselines' | 'measureAffinity' | 'measureCost' | 'askAboutPicture'>;

/** How many costs are kept; those measured first are forgotten first. */
const keptCosts = 60;

/**
 * Everything that the cost of a step depends on, as a key: a cost is shown only for the very thing
 * that it was measured on.
 */
export function costKey({ data, tasks, balancing, network, optimizer, training }: Experiment, device: DeviceId): string {
  const layers = network.layers.map(({ id, kind, values, frozen }) => [id, kind, Object.entries(values).sort(), frozen ?? false]);
  const method = [balancing.method, Object.entries(balancing.values).sort()];
  const batch = [training.batch, training.batchSize];
  return JSON.stringify([device, data.dataset, tasks.map(({ id: _id, name: _name, colour: _colour, weight: _weight, ...asked }) => asked), method, layers, network.wires, network.ties, optimizer.kind, batch]);
}

/**
 * Measurements of the run on the desk. `begin` makes the worker hold a run to measure on, in its
 * turn after what was asked before; the measuring itself keeps nothing else waiting.
 */
export function createMeasurements(
  client: TrainingClient,
  { read, update, report }: SessionAccess,
  { inWorker }: Pick<RunControl, 'inWorker'>,
  link: Pick<LiveLink, 'flush'>,
  begin: () => Promise<void>,
): Measurements {
  const session = () => read().session;

  async function measure(kind: 'affinity' | 'cost', ask: (run: string, running: Experiment) => Promise<void>): Promise<void> {
    if (session().measuring !== undefined) return;
    update({ measuring: kind });
    try {
      await begin();
      await link.flush();
      const run = inWorker();
      const { running } = session();
      if (run !== undefined && running !== undefined) await ask(run, running);
    } finally {
      update({ measuring: undefined });
    }
  }

  /** The run whose baselines were asked for last: of each run once. */
  let asked: string | undefined;

  return {
    baselines: undefined,
    measureBaselines: async () => {
      const run = inWorker();
      if (run === undefined || run === asked) return;
      asked = run;
      const reply = await inspect(client, run, { kind: 'baselines' });
      // Charts without them are whole: nobody has to be told what kept them away.
      if (reply.ok) update({ baselines: { ...reply.value, run }, published: session().published + 1 });
    },
    measuring: undefined,
    affinity: undefined,
    costs: [],
    measureAffinity: () =>
      measure('affinity', async (run, { tasks }) => {
        const reply = await inspect(client, run, { kind: 'affinity' });
        if (reply.ok) update({ affinity: { ...reply.value, run, tasks } });
        else report(reply.error, run);
      }),
    askAboutPicture: async (pictureFor) => {
      await begin();
      await link.flush();
      const [run, { running }] = [inWorker(), session()];
      const pixels = run === undefined || running === undefined ? undefined : await pictureFor(running);
      if (run === undefined || running === undefined || pixels === undefined) return undefined;
      const reply = await inspect(client, run, { kind: 'own-picture', pixels });
      if (reply.ok) return { ...reply.value, experiment: running, pixels };
      report(reply.error, run);
      return undefined;
    },
    measureCost: () =>
      measure('cost', async (run, running) => {
        const { device } = session();
        const reply = await inspect(client, run, { kind: 'cost' });
        if (!reply.ok) return report(reply.error, run);
        if (device === undefined) return;
        const key = costKey(running, device.device);
        const others = session().costs.filter((cost) => cost.key !== key);
        update({ costs: [...others, { ...reply.value, key }].slice(-keptCosts) });
      }),
  };
}
