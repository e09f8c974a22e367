import type { WorkerEvent } from '../../client/training-client';
import { isStepNote } from '../../domain/balancing/step-notes';
import { markNotFinite } from './not-finite';
import type { SessionAccess } from './session-access';

/** Writes what the worker told of the current run into the session's state. */
export function hearEvent(event: WorkerEvent, { read, update, currentRun, changeRun, cutRun, report }: SessionAccess): void {
  const run = currentRun();
  if (run === undefined || event.run !== run.id) return;
  const { session } = read();
  switch (event.kind) {
    case 'device':
      return update({ device: event.value });
    case 'progress': {
      const { done, total } = event.value;
      return update({ progress: total > 0 && done >= total ? undefined : event.value });
    }
    case 'phase': {
      const { phase, step } = event.value;
      // It trains: what was waited for is there, and what kept it from going on is over.
      return update({ phase, step, ...(phase === 'running' ? { progress: undefined, problem: undefined } : {}) });
    }
    case 'metrics': {
      const { firstStep, steps, examplesPerSecond } = event.value;
      run.series.append(event.value);
      return update({ step: steps > 0 ? firstStep + steps : session.step, examplesPerSecond, published: session.published + 1 });
    }
    case 'predictions':
      run.series.answers.add(event.value);
      return update({ predictions: event.value });
    case 'checkpoint': {
      const { step } = event.value;
      if (session.phase === 'running') return update({ checkpoint: event.value });
      // After a loss that is not finite, or a lost device, the run stands at an earlier step than
      // was measured.
      cutRun(event.value);
      return update({ checkpoint: event.value, step, published: session.published + 1 });
    }
    case 'problem':
      // What a method says of its steps stands in the metrics too, by number of steps: it is no
      // problem that stops anything.
      if (isStepNote(event.value.code)) return;
      if (event.value.code === 'not-finite') changeRun(run.id, (old) => markNotFinite(old, event.value));
      return report(event.value);
  }
}
