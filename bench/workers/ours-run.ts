import { browserDevices } from '../../src/engine/backend/browser-devices';
import { chooseDevice } from '../../src/engine/backend/choose-device';
import type { ChosenDevice } from '../../src/engine/backend/device';
import { selfTest } from '../../src/engine/session/self-test';
import { disposeBatch } from '../../src/engine/data/batch';
import { createExperimentData, type ExperimentData } from '../../src/engine/data/experiment-data';
import { fetchFrom } from '../../src/engine/data/fetch-bytes';
import { openData } from '../../src/engine/data/open-data';
import { createTrainer } from '../../src/engine/trainer';
import type { Trainer } from '../../src/engine/trainer-contract';
import type { Result } from '../../src/lib/result';
import type { DeviceId } from '../../src/protocol/device';
import type { Problem } from '../../src/protocol/problem';
import type { OursOrder } from '../messages';

/**
 * The engine, ready to train: as the playground's worker uses it, without the session around it.
 */
export interface OursRun {
  readonly device: ChosenDevice;
  readonly trainer: Trainer;
  /** All of it is loaded. */
  readonly data: ExperimentData;
  /** Takes one whole step, from gathering the batch on. */
  step(): Promise<void>;
  /** Resolves when all steps so far are done on the device. */
  settle(): Promise<void>;
}

/**
 * Starts a device by name, with the playground's own check of it. Throws when another one would be
 * taken.
 */
export async function startDevice(device: DeviceId): Promise<ChosenDevice> {
  const chosen = valueOf(await chooseDevice(device, browserDevices, selfTest));
  if (chosen.report.device !== device) {
    const [rejected] = chosen.report.rejected;
    throw new Error(`${device} cannot be had here: ${rejected?.reason ?? ''} ${rejected?.detail ?? ''}`);
  }
  return chosen;
}

/** Starts a device and puts a document's network and data on it. */
export async function startRun({ experiment, device: id, dataUrl }: Omit<OursOrder, 'timing'>): Promise<OursRun> {
  const device = await startDevice(id);
  const wait = (time: number) => new Promise<void>((resolve) => setTimeout(resolve, time));
  const store = valueOf(await openData(experiment.data, fetchFrom(dataUrl), wait));
  const data = valueOf(createExperimentData(experiment, store));
  // All images first, as they are there once a training has run for a few seconds.
  await data.loadRest(0, () => {});
  const trainer = valueOf(createTrainer(experiment));
  return {
    device,
    trainer,
    data,
    settle: () => device.settle(),
    step: async () => {
      const loading = data.ready(trainer.step);
      if (loading !== undefined) valueOf(await loading);
      const batches = data.batches(trainer.step, trainer.maximumBatch);
      await trainer.takeStep(batches);
      for (const batch of batches) disposeBatch(batch);
    },
  };
}

function valueOf<Value>(result: Result<Value, Problem>): Value {
  if (result.ok) return result.value;
  throw new Error(`${result.error.code}: ${result.error.detail}`);
}
