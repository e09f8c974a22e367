import type { LiveSettings } from '../../../experiment/live-settings';
import type { Experiment } from '../../../experiment/schema';
import type { RunContext, Work } from './run-context';
import { compileAhead, warmUpWork } from '../warm-up';
import type { RunResources } from './run-resources';

/**
 * Has the device compile what some work with those live settings runs, before it is done for the
 * first time, with progress told. At once where nothing has to be compiled or the same was asked
 * for before. Never throws: what cannot be compiled ahead is compiled where it is used. `name`: one
 * for each kind of work; `work` is done with a trainer that is thrown away.
 */
export type RunCompiler = (name: string, live: LiveSettings, work: Work) => Promise<void>;

/** The work for which a run is compiled as it is prepared. */
export const steps = 'steps';

/**
 * For a run that was prepared with the live settings of its trainer; after `isOver` nothing is
 * compiled or told any more.
 */
export function createRunCompiler(place: RunResources, experiment: Experiment, context: RunContext, isOver: () => boolean): RunCompiler {
  let { device } = place;
  let known = new Map([[keyOf(steps, place.trainer.live), Promise.resolve()]]);

  async function compile(key: string, live: LiveSettings, work: Work): Promise<void> {
    try {
      const begun = await place.whenReady(work.ready, async () => {
        if (isOver()) return undefined;
        const warmUp = async () => {
          const trainer = context.world.createTrainer(experiment);
          if (!trainer.ok) return;
          trainer.value.live = live;
          await warmUpWork(trainer.value, () => work.run(trainer.value));
        };
        return compileAhead(place.device, (time) => context.world.wait(time), warmUp, (progress) => {
          if (!isOver()) context.emit('progress', progress);
        });
      });
      if (begun !== undefined) await place.device.unlessLost(begun.compiled, Infinity);
    } catch {
      // Images that cannot be had, or a lost device: whoever does the work hears of it.
      known.delete(key);
    }
  }

  return async (name, live, work) => {
    if (isOver() || place.device.compileWarmUp === undefined) return;
    if (place.device !== device) {
      ({ device } = place);
      known = new Map();
    }
    const key = keyOf(name, live);
    const compiled = known.get(key) ?? compile(key, live, work);
    known.set(key, compiled);
    await compiled;
  };
}

/**
 * What decides which programs some work runs. Of live settings rates and weights are numbers to
 * them; a zero leaves a part of the step out, or layers still.
 */
function keyOf(name: string, { balancing, regularisation, frozen, weights }: LiveSettings): string {
  const isUsed = (value: unknown) => (typeof value === 'number' ? value !== 0 : value);
  const used = (values: object) => Object.entries(values).map(([field, value]) => [field, isUsed(value)]);
  return JSON.stringify([name, balancing.method, used(balancing.values), used(regularisation), frozen, used(weights)]);
}
