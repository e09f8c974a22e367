import { fieldClass } from '../../experiment/field-classes';
import { changedFields } from '../../experiment/field-values';
import { liveSettings, withLiveSettings, type LiveSettings } from '../../experiment/live-settings';
import type { Experiment } from '../../experiment/schema';
import type { Mark } from '../runs/run-series';

type Change = Omit<Mark, 'step'>;

/**
 * The live settings that an edited document asks of a training that is under way. While the edited
 * document has other tasks or layers, which asks for a restart, the weights of the old tasks stay,
 * and a layer that only the training has is frozen as it was.
 */
export function liveSettingsFor(running: Experiment, edited: Experiment): LiveSettings {
  const [before, after] = [liveSettings(running), liveSettings(edited)];
  const sameTasks =
    running.tasks.length === edited.tasks.length && running.tasks.every((task, index) => task.id === edited.tasks[index]?.id);
  const known = new Set(edited.network.layers.map(({ id }) => id));
  const frozen = running.network.layers.map(({ id }) => id).filter((id) => (known.has(id) ? after : before).frozen.includes(id));
  return { ...after, frozen, ...(sameTasks ? {} : { weights: before.weights }) };
}

/** True if both mean the same to the worker. */
export function sameLiveSettings(first: LiveSettings, second: LiveSettings): boolean {
  return JSON.stringify(first) === JSON.stringify(second);
}

/**
 * What changed from one to the other, field by field, as it is written on the charts; `experiment`
 * is the document that is trained. Another method or schedule is one change, whatever its
 * parameters.
 */
export function changesBetween(experiment: Experiment, before: LiveSettings, after: LiveSettings): readonly Change[] {
  return changedFields(withLiveSettings(experiment, before), withLiveSettings(experiment, after))
    .filter(({ field, isOfOtherKind }) => fieldClass(field) === 'live' && !isOfOtherKind)
    .map((changed) => ({ field: changed.path, from: changed.before, to: changed.value }));
}
