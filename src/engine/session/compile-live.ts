import type { LiveSettings } from '../../experiment/field-classes';
import type { Experiment } from '../../experiment/schema';
import type { RunContext } from './run-context';
import { rehearseSteps } from './rehearsal';
import type { Workplace } from './workplace';

/**
 * Has the device compile what steps with other live settings run, before the first of them, with progress told. At once where nothing
 * has to be compiled or such settings were in force before. Never throws: what cannot be compiled ahead is compiled where it is used.
 */
export type LiveCompiler = (live: LiveSettings) => Promise<void>;

/** For a run that began with the live settings of its trainer; after `isOver` nothing is compiled or told any more. */
export function createLiveCompiler(place: Workplace, experiment: Experiment, context: RunContext, isOver: () => boolean): LiveCompiler {
  const known = new Set([programsOf(place.trainer.live)]);

  async function compile(live: LiveSettings): Promise<void> {
    const begun = await place.onNextBatch(async (_trainer, batches) => {
      if (isOver()) return undefined;
      return place.device.compileRehearsed?.(
        async () => {
          const trainer = context.world.createTrainer(experiment);
          if (!trainer.ok) return;
          trainer.value.live = live;
          await rehearseSteps(trainer.value, batches);
        },
        (done, total) => {
          if (!isOver()) context.emit('progress', { phase: 'kernels', done, total });
        },
      );
    });
    await begun?.compiled;
  }

  return async (live) => {
    const programs = programsOf(live);
    if (isOver() || place.device.compileRehearsed === undefined || known.has(programs)) return;
    known.add(programs);
    try {
      await compile(live);
    } catch {
      // What is truly wrong goes wrong at the next step too, and is told there.
    }
  };
}

/** What of live settings decides which programs a step runs. Rates and weights are numbers to them; a zero leaves a part of the step out. */
function programsOf({ balancing, regularisation, frozen }: LiveSettings): string {
  const isUsed = (value: unknown) => (typeof value === 'number' ? value !== 0 : value);
  const used = (values: object) => Object.entries(values).map(([name, value]) => [name, isUsed(value)]);
  return JSON.stringify([balancing.method, used(balancing.values), used(regularisation), frozen]);
}
