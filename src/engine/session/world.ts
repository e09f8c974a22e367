import type { Experiment } from '../../experiment/schema';
import type { Result } from '../../lib/result';
import type { DevicePreference } from '../../protocol/device';
import type { EventKind, EventMessage, ReplyMessage } from '../../protocol/messages';
import type { Problem } from '../../protocol/problem';
import type { RunState } from '../../protocol/run-state';
import type { Choice } from '../backend/choose-device';
import type { ChosenDevice } from '../backend/device';
import type { FetchBytes } from '../data/fetch-bytes';
import type { Trainer } from '../trainer-contract';

/** Everything outside itself that a session uses; a test puts its own in place. */
export interface World {
  post<Kind extends EventKind>(message: ReplyMessage | EventMessage<Kind>): void;
  /** Milliseconds; only differences count. */
  now(): number;
  /** Resolves after the messages that are waiting have been heard. */
  breathe(): Promise<void>;
  wait(milliseconds: number): Promise<void>;
  /** Files at an address; `inMemory`: those that the page has in memory, by path. */
  fetchFrom(dataUrl: string, inMemory?: ReadonlyMap<string, Blob>): FetchBytes;
  chooseDevice(preference: DevicePreference, choice: Choice): Promise<Result<ChosenDevice, Problem>>;
  createTrainer(experiment: Experiment, restore?: RunState): Result<Trainer, Problem>;
}
