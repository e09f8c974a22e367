import { batchSizeOf } from '../../experiment/context';
import type { Experiment } from '../../experiment/schema';
import type { TestPoint } from '../../protocol/metrics';
import type { Problem } from '../../protocol/problem';
import type { StepLog } from '../trainer-contract';
import { createOutbox } from './outbox';
import { createSpeedometer } from './pacing';
import type { RunContext } from './run-context';

/** Turns what the trainer logged, and tests, into metrics for the page; notices losses that are not finite. */
export interface Reporter {
  /** A test, to be sent with the next log. */
  addTest(point: TestPoint): void;
  report(log: StepLog): void;
  /** The problem that a log has shown, once. */
  takeProblem(): Problem | undefined;
  acknowledge(sequence: number): void;
  room(): Promise<void>;
  /** Measures speed anew, from this step on. */
  restartSpeed(step: number): void;
}

export function createReporter(experiment: Experiment, { emit, world }: Pick<RunContext, 'emit' | 'world'>): Reporter {
  const outbox = createOutbox((batch) => emit('metrics', batch));
  const speed = createSpeedometer(world.now);
  const batchSize = batchSizeOf(experiment);
  let tests: readonly TestPoint[] = [];
  let problem: Problem | undefined;

  function noteTrouble({ notConverged, notFinite }: StepLog): void {
    const [step] = notConverged;
    if (step !== undefined) {
      emit('problem', { code: 'not-converged', figures: { step, steps: notConverged.length }, detail: '', canContinue: true });
    }
    if (notFinite === undefined) return;
    const task = experiment.tasks[notFinite.task]?.id ?? '';
    problem = { code: 'not-finite', figures: { task, step: notFinite.step }, detail: '', canContinue: true };
  }

  return {
    addTest: (point) => {
      tests = [...tests, point];
    },
    report: (log) => {
      const { firstStep, steps, losses, sums, totals, weights, conflicts } = log;
      // At rest the last speed stands.
      if (steps > 0) speed.mark((firstStep + steps) * batchSize);
      if (steps > 0 || tests.length > 0) {
        const examplesPerSecond = speed.perSecond;
        outbox.add({ firstStep, steps, losses, sums, totals, weights, conflicts, tests, examplesPerSecond });
        tests = [];
      }
      noteTrouble(log);
    },
    takeProblem: () => {
      const found = problem;
      problem = undefined;
      return found;
    },
    acknowledge: (sequence) => outbox.acknowledge(sequence),
    room: () => outbox.room(),
    restartSpeed: (step) => {
      speed.reset();
      speed.mark(step * batchSize);
    },
  };
}
