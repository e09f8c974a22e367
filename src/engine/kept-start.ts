import { keptLayers } from '../experiment/kept-layers';
import { liveSettings } from '../experiment/live-settings';
import type { Experiment } from '../experiment/schema';
import { fingerprintOf } from '../lib/fingerprint';
import { fail, ok, type Result } from '../lib/result';
import { compile } from '../plan/compile';
import { keptMemory } from '../plan/kept-weights';
import type { Problem } from '../protocol/problem';
import type { KeptStart, TrainedState } from '../protocol/run-state';
import { updateRules } from './optimizers/update-rules';
import { savedStart } from './step/training-state';

/**
 * The state before the first step of a training that goes on with the weights of another one: those
 * of its layers that `keptLayers` names, with their running statistics; all else as it follows from
 * the document and its seed. The optimiser's moments, what balancing keeps and all counts begin
 * anew: they are of another sum of losses, and Adam corrects its moments by the count of steps. So
 * weights and statistics, of which the fingerprint is, are all that the document does not say of
 * the training.
 *
 * Fails with 'network-faulty' where one of the two cannot train, and with 'internal' where the state
 * is not that of its document.
 */
export function keptStart(experiment: Experiment, from: TrainedState): Result<KeptStart, Problem> {
  const [plan, before] = [compile(experiment), compile(from.experiment)];
  if (!plan.ok) return plan;
  if (!before.ok) return before;
  const { weights, statistics = new Float32Array() } = from.state;
  if (weights.length !== before.value.parameters || statistics.length !== before.value.statisticsLength) {
    return fail({ code: 'internal', params: {}, detail: 'the weights to be kept do not fit their document', canContinue: true });
  }
  const { kept } = keptLayers(from.experiment, experiment);
  const memory = keptMemory(plan.value, kept, before.value, { weights, statistics });
  const { slots } = updateRules[experiment.optimizer.kind];
  return ok({ state: savedStart(plan.value, liveSettings(experiment), slots, memory), fingerprint: fingerprintOf(memory.weights, memory.statistics) });
}
