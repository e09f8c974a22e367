import { balancingMethod } from '../../domain/balancing/balancing-methods';
import { nearestAllowed, numberOf } from '../../domain/parameters';
import { scheduleKind } from '../../domain/schedules/schedule-kinds';
import { liveSettings, type LiveSettings } from '../../experiment/field-classes';
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
 * What changed from one to the other, field by field, as it is written on the charts. Task weights
 * are named by their task's id.
 */
export function changesBetween(tasks: readonly string[], before: LiveSettings, after: LiveSettings): readonly Change[] {
  const changes: Change[] = [];
  const compare = (field: string, from: Mark['from'] | undefined, to: Mark['to'] | undefined) => {
    if (from !== undefined && to !== undefined && from !== to) changes.push({ field, from, to });
  };
  tasks.forEach((task, index) => compare(`tasks.${task}.weight`, before.weights[index], after.weights[index]));
  compare('balancing.method', before.balancing.method, after.balancing.method);
  if (before.balancing.method === after.balancing.method) {
    for (const [name, spec] of Object.entries(balancingMethod(after.balancing.method).parameters)) {
      compare(`balancing.values.${name}`, nearestAllowed(spec, before.balancing.values[name]), nearestAllowed(spec, after.balancing.values[name]));
    }
  }
  for (const layer of new Set([...before.frozen, ...after.frozen])) {
    compare(`network.layers.${layer}.frozen`, before.frozen.includes(layer), after.frozen.includes(layer));
  }
  compare('optimizer.learningRate', before.learningRate, after.learningRate);
  compare('schedule.kind', before.schedule.kind, after.schedule.kind);
  if (before.schedule.kind === after.schedule.kind) {
    const { parameters } = scheduleKind(after.schedule.kind);
    const setting = (live: LiveSettings, name: string) => numberOf(parameters, live.schedule.values ?? {}, name);
    for (const name of Object.keys(parameters)) compare(`schedule.values.${name}`, setting(before, name), setting(after, name));
  }
  compare('schedule.warmup', before.schedule.warmup, after.schedule.warmup);
  compare('regularisation.l1', before.regularisation.l1, after.regularisation.l1);
  compare('regularisation.l2', before.regularisation.l2, after.regularisation.l2);
  compare('regularisation.clipNorm', before.regularisation.clipNorm, after.regularisation.clipNorm);
  compare('training.epochs', before.epochs, after.epochs);
  compare('training.evaluateEvery', before.evaluateEvery, after.evaluateEvery);
  return changes;
}
