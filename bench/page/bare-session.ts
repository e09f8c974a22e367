import { createWorkerClient } from '../../src/client/worker-client';
import type { TrainingClient } from '../../src/client/training-client';
import type { Experiment } from '../../src/experiment/schema';
import type { Result } from '../../src/lib/result';
import type { DevicePreference } from '../../src/protocol/device';
import type { Problem } from '../../src/protocol/problem';

/** Steps taken and the time, in milliseconds, at a moment at which metrics were published. */
export interface Progress {
  readonly step: number;
  readonly time: number;
}

/**
 * The playground's training worker with nobody looking on: same worker, same client, every message
 * acknowledged, nothing drawn.
 */
export interface BareSession {
  prepare(experiment: Experiment, device: DevicePreference, dataUrl: string): Promise<void>;
  play(): Promise<void>;
  /** Resolves at the next publication of metrics. */
  published(): Promise<Progress>;
  /** Resolves once no step is under way and the tests that follow a pause are over. */
  pause(): Promise<void>;
}

export function createBareSession(): BareSession {
  const client: TrainingClient = createWorkerClient(
    () => new Worker(new URL('../../src/engine/training.worker.ts', import.meta.url), { type: 'module' }),
  );
  const run = 'bare';
  let waiting: ((progress: Progress) => void)[] = [];
  let tested: (() => void) | undefined;
  client.listen((event) => {
    if (event.kind !== 'metrics') return;
    const { firstStep, steps, tests } = event.value;
    // The last of those of an idle evaluation.
    if (tests.some(({ split }) => split === 'train')) tested?.();
    if (steps === 0) return;
    const progress = { step: firstStep + steps, time: performance.now() };
    const told = waiting;
    waiting = [];
    for (const tell of told) tell(progress);
  });
  return {
    prepare: async (experiment, device, dataUrl) => {
      succeeded(await client.request('prepare', { run, experiment, device, dataUrl }));
    },
    play: async () => {
      succeeded(await client.request('play', { run, stepsPerSecond: 0 }));
    },
    published: () => new Promise((resolve) => waiting.push(resolve)),
    pause: async () => {
      const over = new Promise<void>((resolve) => (tested = resolve));
      succeeded(await client.request('pause', { run }));
      await over;
    },
  };
}

function succeeded<Value>(result: Result<Value, Problem>): void {
  if (!result.ok) throw new Error(`${result.error.code}: ${result.error.detail}`);
}
