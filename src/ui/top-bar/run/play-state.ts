import type { NetworkAnalysis, NetworkFault } from '../../../domain/network/analysis';
import { plannedSteps } from '../../../experiment/context';
import { needsRestart } from '../../../experiment/field-values';
import { limits } from '../../../experiment/limits';
import type { Experiment } from '../../../experiment/schema';
import type { RunPhase } from '../../../protocol/messages';

/** What the play button says and does. */
export type PlayState =
  | { readonly kind: 'play' | 'pause' | 'restart' | 'more' | 'preparing' }
  /** The run has as many epochs behind it as a document may ask for. */
  | { readonly kind: 'exhausted' }
  | { readonly kind: 'faulty'; readonly fault: NetworkFault | undefined };

export interface PlayFacts {
  readonly phase: RunPhase;
  readonly step: number;
  /** The run began with kept weights, which are something to restart from even at step 0. */
  readonly kept: boolean;
  /** The document that is being trained, if any. */
  readonly running: Experiment | undefined;
  readonly edited: Experiment;
  readonly analysis: Pick<NetworkAnalysis, 'runnable' | 'faults'>;
}

/**
 * What can be done next. A training under way can always be paused, except that a document that
 * asks for a restart offers it; at step 0 there is nothing to restart, play simply takes the
 * document as it is.
 */
export function playState({ phase, step, kept, running, edited, analysis }: PlayFacts): PlayState {
  const changed = running !== undefined && (step > 0 || kept) && needsRestart(running, edited);
  if (phase === 'running' && !(changed && analysis.runnable)) return { kind: 'pause' };
  if (!analysis.runnable) return { kind: 'faulty', fault: firstCause(analysis.faults) };
  if (phase === 'preparing') return { kind: 'preparing' };
  if (changed) return { kind: 'restart' };
  // Epochs can be added to a finished run at the setting too; then plain play goes on.
  const finished = phase === 'done' && running !== undefined && step >= plannedSteps(running);
  if (!finished) return { kind: 'play' };
  return { kind: running.training.epochs >= limits.epochs ? 'exhausted' : 'more' };
}

/**
 * The first fault that keeps training from starting; one that only lies behind another says least,
 * so it comes last.
 */
function firstCause(faults: readonly NetworkFault[]): NetworkFault | undefined {
  const blocking = faults.filter((fault) => fault.blocks);
  return blocking.find((fault) => fault.code !== 'behind-a-fault') ?? blocking[0];
}
