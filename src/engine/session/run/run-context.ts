import type { Experiment } from '../../../experiment/schema';
import type { Result } from '../../../lib/result';
import type { EventKind, Events, RunId } from '../../../protocol/messages';
import type { Problem } from '../../../protocol/problem';
import type { RunState } from '../../../protocol/run-state';
import type { ChosenDevice } from '../../backend/device';
import type { ExperimentData } from '../../data/experiment-data';
import type { Trainer } from '../../trainer-contract';
import type { World } from '../world';

/** What a run is made of. */
export interface RunParts {
  readonly id: RunId;
  readonly experiment: Experiment;
  readonly data: ExperimentData;
  readonly device: ChosenDevice;
  readonly trainer: Trainer;
}

/** Some work that looks at images, with the trainer of the run or one that is thrown away. */
export interface Work {
  /** Resolves once the images are there; undefined where they are already. */
  readonly ready: () => Promise<Result<null, Problem>> | undefined;
  readonly run: (trainer: Trainer) => Promise<unknown>;
}

/** What a run goes on with after its device was lost. */
export interface Recovered extends Pick<RunParts, 'device' | 'trainer'> {
  /** The device was given up because it did not answer. */
  readonly fellSilent: boolean;
}

/** What a run needs of its session. */
export interface RunContext {
  readonly world: Pick<World, 'now' | 'breathe' | 'wait' | 'createTrainer'>;
  /** Posts an event of this run and returns its sequence number. */
  emit<Kind extends EventKind>(kind: Kind, value: Events[Kind]): number;
  /**
   * After the device was lost: a new one (another kind where it fell silent), with a trainer that
   * goes on from a state (from the start if there is none).
   */
  recover(state: RunState | undefined): Promise<Recovered>;
}
