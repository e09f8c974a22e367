import { batchSizeOf } from '../../../experiment/context';
import type { Experiment } from '../../../experiment/schema';
import type { StepNote } from '../../../domain/balancing/step-notes';
import type { NotedSteps, TestPoint } from '../../../protocol/metrics';
import type { Problem } from '../../../protocol/problem';
import type { StepLog } from '../../trainer-contract';
import { notFinite as notFiniteAt } from '../failure';
import { createOutbox } from './outbox';
import { createSpeedometer } from './pacing';
import type { RunContext } from '../run/run-context';

/**
 * Turns what the trainer logged, and tests, into metrics for the page; notices losses that are not
 * finite, and tells what the balancing method has to say.
 */
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
  /** Per note: on how many steps so far, the first of them, and at how many it is told again. */
  const told = new Map<StepNote, { readonly count: number; readonly first: number; next: number }>();

  /**
   * A note on every step would drown all else: it is told at the first, and again each time that
   * there are a hundred times as many.
   */
  function tellNote({ note, count, first, last }: NotedSteps): void {
    const before = told.get(note) ?? { count: 0, first, next: 1 };
    const now = { ...before, count: before.count + count };
    if (now.count >= now.next) {
      emit('problem', { code: note, params: { count: now.count, first: now.first, last }, detail: '', canContinue: true });
      while (now.next <= now.count) now.next *= 100;
    }
    told.set(note, now);
  }

  function noteTrouble({ notes, notFinite }: StepLog): void {
    for (const noted of notes ?? []) tellNote(noted);
    if (notFinite === undefined) return;
    const task = experiment.tasks[notFinite.task]?.id ?? '';
    problem = notFiniteAt(task, notFinite.step);
  }

  return {
    addTest: (point) => {
      tests = [...tests, point];
    },
    report: (log) => {
      const { notFinite: _, ...rows } = log;
      const { firstStep, steps } = rows;
      // While training is idle the last speed stands.
      if (steps > 0) speed.mark((firstStep + steps) * batchSize);
      if (steps > 0 || tests.length > 0) {
        const examplesPerSecond = speed.perSecond;
        outbox.add({ ...rows, tests, examplesPerSecond });
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
