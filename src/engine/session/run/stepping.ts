import type { ExperimentData } from '../../data/experiment-data';
import type { Course } from './course';
import { ProblemError } from '../failure';
import { createPace, firstPredictions, intervals, type Budget } from '../reporting/pacing';
import type { Reporter } from '../reporting/reporter';
import type { RunContext } from './run-context';
import type { RunResources } from './run-resources';

/**
 * So many steps may be queued on a fast device: the next is handed over while one is worked on, and
 * a pause comes soon.
 */
const mostStepsInFlight = 2;
/** Share of the time that each of metrics, predictions and checkpoints may take. */
const shareOfEach = 0.05;

/**
 * Steps after which the first state is kept, if an epoch does not end sooner: a worker that dies
 * early must not lose all.
 */
const firstKept = 50;

/** What the way to a goal is gone with. */
export interface SteppingRun {
  readonly world: RunContext['world'];
  readonly course: Course;
  readonly place: RunResources;
  readonly data: ExperimentData;
  readonly reporter: Reporter;
  readonly testBudget: Budget;
  /** Steps at the planned end. */
  planned(): number;
  /** In which epoch (from 0) a step lies. */
  epochOf(step: number): number;
  /**
   * Resolves when settings that are being changed are in force; undefined while none are. The next
   * step waits for them.
   */
  changing(): Promise<void> | undefined;
  /** Throws if a loss was not finite. */
  checkTrouble(): void;
  readMetrics(): Promise<void>;
  predict(): Promise<void>;
  keepState(): Promise<void>;
}

/**
 * Takes steps until the goal is reached or given up, with everything that is due in between. Leaves
 * the course without a goal.
 */
export async function takeSteps(run: SteppingRun): Promise<void> {
  const { world, course, place, reporter, testBudget } = run;
  const metrics = createPace(world.now, intervals.metrics, shareOfEach);
  const predictions = createPace(world.now, intervals.predictions, shareOfEach, firstPredictions);
  const checkpoint = createPace(world.now, intervals.checkpoint, shareOfEach);
  const inFlight: Promise<void>[] = [];
  reporter.restartSpeed(place.trainer.step);
  const begun = place.trainer.step;
  let keptSome = false;
  const isFirstDue = (step: number) => !keptSome && (step >= begun + firstKept || run.epochOf(step) > run.epochOf(begun));
  while (course.goal !== undefined && place.trainer.step < (course.goal.until ?? run.planned())) {
    run.checkTrouble();
    const begin = world.now();
    const interrupted = course.watch();
    if (!(await imagesReady(run, interrupted))) continue;
    const changing = run.changing();
    if (changing !== undefined) {
      await Promise.race([changing, interrupted]);
      continue;
    }
    await Promise.race([reporter.room(), interrupted]);
    if (course.goal === undefined) break;
    await place.takeStep(course.goal.only);
    inFlight.push(place.device.settle());
    if (inFlight.length >= (place.device.isSlow ? 1 : mostStepsInFlight)) await inFlight.shift();
    if (place.trainer.step % place.trainer.live.evaluateEvery === 0 && testBudget.allows()) await testSubset(run);
    if (metrics.due) await metrics.run(() => run.readMetrics());
    if (predictions.due) await predictions.run(() => run.predict());
    if (checkpoint.due || isFirstDue(place.trainer.step)) {
      keptSome = true;
      await checkpoint.run(() => run.keepState());
    }
    await keepPace(run, begin, interrupted);
    testBudget.elapse(world.now() - begin);
  }
  course.goal = undefined;
  await Promise.all(inFlight);
}

/** False if it was interrupted while it waited. */
async function imagesReady({ data, place }: SteppingRun, interrupted: Promise<void>): Promise<boolean> {
  const loading = data.ready(place.trainer.step);
  if (loading === undefined) return true;
  const loaded = await Promise.race([loading, interrupted]);
  if (loaded === undefined) return false;
  if (!loaded.ok) throw new ProblemError(loaded.error);
  return true;
}

/** Lets commands be heard; sleeps where fewer steps a second are wanted. */
async function keepPace({ world, course }: SteppingRun, begin: number, interrupted: Promise<void>): Promise<void> {
  const wanted = course.goal?.stepsPerSecond ?? 0;
  const left = wanted > 0 ? begin + 1000 / wanted - world.now() : 0;
  await world.breathe();
  if (left > 0) await Promise.race([world.wait(left), interrupted]);
}

async function testSubset({ course, place, reporter, testBudget }: SteppingRun): Promise<void> {
  const paused = () => course.goal === undefined;
  const point = await testBudget.run(() => place.testSubset(paused, () => {}));
  if (point !== undefined) reporter.addTest(point);
}
