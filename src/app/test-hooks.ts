import type { Experiment } from '../experiment/schema';
import { progressOf, type StudyProgress } from '../experiment/studies/queue-plan';
import type { StudyKind } from '../experiment/studies/plans';
import type { DeviceReport } from '../protocol/device';
import type { RunPhase } from '../protocol/messages';
import type { Problem } from '../protocol/problem';
import { isPending, nothingPending } from '../lib/pending';
import type { Mark } from '../state/runs/run-series';
import type { AppStore } from '../state/store';
import { onTestImages } from '../state/runs/test-points';

/** What a page offers to tests and to scripts in the console, in the production build too. */
export interface PlaygroundHooks {
  /**
   * Resolves when no edit, layout, lazy load, link write or chart publication is under way and the
   * page was painted since.
   */
  settled(): Promise<void>;
  /**
   * Resolves when the current run has taken that many steps, or is in that state, and the page
   * shows it.
   */
  runReached(goal: number | RunPhase): Promise<void>;
  /**
   * Trains so many steps a second at most, as the speed in the top bar says; 0 for as many as it
   * can.
   */
  pace(stepsPerSecond: number): void;
  /** The state as plain data, for assertions. */
  state(): SeenState;
}

/** What tests see of the page's state. */
export interface SeenState {
  readonly experiment: Experiment;
  readonly phase: RunPhase;
  readonly step: number;
  /**
   * The step of the last checkpoint. A reload goes on from it as soon as it is written: `settled()`
   * waits for that.
   */
  readonly checkpoint: number | undefined;
  readonly device: DeviceReport | undefined;
  readonly problem: Problem | undefined;
  /** [task][step] training losses of the current run, of its first hundred steps. */
  readonly losses: readonly (readonly number[])[];
  /** On test images. */
  readonly tests: readonly {
    readonly step: number;
    readonly subset: boolean;
    readonly losses: readonly number[];
    readonly sums: readonly number[];
  }[];
  /**
   * Steps at which the sample of the images trained on was tested, the last part of an idle
   * evaluation.
   */
  readonly sampledAt: readonly number[];
  readonly marks: readonly Mark[];
  /** From old to new. */
  readonly studies: readonly ({ readonly kind: StudyKind } & StudyProgress)[];
}

declare global {
  interface Window {
    playground?: PlaygroundHooks;
  }
}

/** Two frames: after the first the change is drawn, after the second it is on the screen. */
function painted(): Promise<void> {
  return new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => resolve())));
}

async function settled(): Promise<void> {
  await nothingPending();
  await painted();
  // Drawing may have started something new, such as a lazy load.
  if (isPending()) await settled();
}

/** Puts the hooks on the window. */
export function offerTestHooks(store: AppStore): void {
  window.playground = {
    settled,
    runReached: async (goal) => {
      const reached = () => {
        const { phase, step } = store.getState().session;
        return typeof goal === 'number' ? step >= goal : phase === goal;
      };
      if (!reached()) {
        await new Promise<void>((resolve) => {
          const stop = store.subscribe(() => {
            if (!reached()) return;
            stop();
            resolve();
          });
        });
      }
      await settled();
    },
    pace: (stepsPerSecond) => {
      store.getState().session.setStepsPerSecond(stepsPerSecond);
    },
    state: () => {
      const { document, session, studies } = store.getState();
      const run = session.runs.at(-1);
      return {
        experiment: document.experiment,
        phase: session.phase,
        step: session.step,
        checkpoint: session.checkpoint?.step,
        device: session.device,
        problem: session.problem,
        losses:
          run?.experiment.tasks.map((_, task) =>
            Array.from({ length: Math.min(run.series.steps, 100) }, (_unused, step) => run.series.lossAt(task, step + 1)),
          ) ?? [],
        tests: (run?.series.tests ?? []).filter(onTestImages).map(({ step, subset, tasks }) => ({
          step,
          subset,
          losses: tasks.map(({ loss }) => loss),
          sums: tasks.flatMap(({ sums }) => [...sums]),
        })),
        sampledAt: (run?.series.tests ?? []).flatMap(({ split, step }) => (split === 'train' ? [step] : [])),
        marks: run?.marks ?? [],
        studies: studies.studies.map((study) => ({ kind: study.plan.kind, ...progressOf(study) })),
      };
    },
  };
}
