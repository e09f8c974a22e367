import fc from 'fast-check';
import { balancingMethods } from '../domain/balancing/balancing-methods';
import { datasets } from '../domain/datasets/datasets';
import { initialisers } from '../domain/network/layer-kind';
import { layerKind, layerKinds } from '../domain/network/layer-kinds';
import { optimizerKind, optimizerKinds } from '../domain/optimizers/optimizer-kinds';
import type { ParameterValue } from '../domain/parameters';
import { scheduleKind, scheduleKinds } from '../domain/schedules/schedule-kinds';
import { datasetOf } from './context';
import { classFieldsOf } from '../domain/datasets/dataset';
import { lossIds } from '../domain/losses/losses';
import { taskKinds } from '../domain/tasks/task-kinds';
import { applyCommand, commands, type CommandArguments, type CommandId } from './commands';
import { fragmentOf } from './edits/copies';
import { weightRules } from './edits/weight-rules';
import { defaultExperiment } from './default-experiment';
import { keysOf } from '../lib/keys';
import type { Experiment } from './schema';
import { templateIds } from './templates/template-ids';
import { templates } from './templates/templates';

/** Raw chance, from which a command is made once it is known what the document holds. */
interface Dice {
  readonly command: number;
  readonly picks: readonly [number, number, number];
  readonly number: number;
  readonly text: string;
  readonly flag: boolean;
}

const anyNumber = fc.oneof(
  fc.double(),
  fc.integer({ min: -10, max: 5000 }),
  fc.double({ min: -2, max: 2, noNaN: true }),
  fc.constant(-0),
);

const dice: fc.Arbitrary<Dice> = fc.record({
  command: fc.noBias(fc.nat()),
  picks: fc.tuple(fc.noBias(fc.nat()), fc.noBias(fc.nat()), fc.noBias(fc.nat())),
  number: anyNumber,
  text: fc.oneof(
    fc.string({ unit: 'binary', maxLength: 150 }),
    fc.constantFrom('conv', '<script>alert(1)</script>', '__proto__', '‮x'),
  ),
  flag: fc.boolean(),
});

/** Chance for so many commands. */
export function anyCommands(maxLength: number): fc.Arbitrary<readonly Dice[]> {
  return fc.array(dice, { maxLength, size: 'max' });
}

/**
 * The document after such commands, and how many of them were taken; those that are refused leave
 * it as it is.
 */
export function afterCommands(
  plan: readonly Dice[],
  start: Experiment = defaultExperiment,
): { experiment: Experiment; taken: number } {
  let experiment = start;
  let taken = 0;
  for (const roll of plan) {
    const command = commandFrom(experiment, roll);
    const result = run(experiment, command);
    if (!result.ok) continue;
    experiment = result.value;
    taken += 1;
  }
  return { experiment, taken };
}

/** Documents as people make them: some dozen random commands away from the default one. */
export const anyExperiment: fc.Arbitrary<Experiment> = anyCommands(40).map((plan) => afterCommands(plan).experiment);

/** A command with its arguments, as a value. */
type Command = { readonly [Id in CommandId]: { readonly id: Id; readonly args: CommandArguments<Id> } }[CommandId];

/** Applies a command held as a value. */
export function run(experiment: Experiment, command: Command): ReturnType<typeof applyCommand> {
  return applyCommand(experiment, command.id, command.args);
}

function pick<Item>(items: readonly Item[], number: number): Item {
  const item = items[number % items.length];
  if (item === undefined) throw new Error('nothing to pick from');
  return item;
}

/** A command whose arguments mostly, but not always, name things that are there. */
export function commandFrom(
  experiment: Experiment,
  { command, picks: [first, second, third], number, text, flag }: Dice,
): Command {
  const { layers, wires, ties } = experiment.network;
  const layerIds = [...layers.map((layer) => layer.id), 'nowhere'];
  const from = pick(layerIds, first);
  const to = pick(layerIds, second);
  const wire = pick([...wires, { from, to }], third);
  const task = pick([...experiment.tasks.map((known) => known.id), 'nobody'], first);
  const value: ParameterValue = pick<ParameterValue>([number, number, number, text, flag, 'relu', 'valid', task], third);
  const group = pick([...(experiment.network.folded ?? []).map((known) => known.id), 'nothing'], second);
  const id = pick(keysOf(commands), command);
  switch (id) {
    case 'experiment.name':
      return { id, args: { name: text } };
    case 'experiment.note':
      return { id, args: { note: `${text}\n${text}` } };
    case 'data.dataset':
      return { id, args: { dataset: pick(keysOf(datasets), first) } };
    case 'data.parameter': {
      const names = [...Object.keys(datasetOf(experiment).parameters ?? {}), text];
      return { id, args: { name: pick(names, first), value } };
    }
    case 'data.images':
      return { id, args: flag ? { train: number } : { test: number } };
    case 'data.augmentation':
      return { id, args: pick([{ shift: number }, { flip: flag }, { rotate: number }, { zoom: number, contrast: number }, { brightness: number }, { crop: number }, { noise: number, cutout: number }], second) };
    case 'task.add': {
      const classes = second % 2 === 0 ? undefined : { field: 'digit', groups: [{ name: text, classes: [third % 10] }, { name: 'rest', classes: [number] }], name: text };
      return { id, args: { kind: pick(keysOf(taskKinds), first), attachTo: flag ? to : undefined, classes } };
    }
    case 'task.remove':
      return { id, args: { task } };
    case 'task.weight':
      return { id, args: { task, weight: number } };
    case 'task.solo':
    case 'task.mute':
      return { id, args: { task, on: flag } };
    case 'task.sum-to-one':
      return { id, args: { on: flag } };
    case 'task.rename':
      return { id, args: { task, name: flag ? text : '' } };
    case 'task.colour':
      return { id, args: { task, colour: number } };
    case 'task.classes': {
      const [known] = classFieldsOf(datasetOf(experiment));
      const field = known?.[0] ?? 'digit';
      const groups = [{ name: text, classes: [first % 10, second % 10] }, { name: 'rest', classes: [third % 10, number] }];
      return { id, args: { task, field: flag ? field : text, groups: third % 3 === 0 ? [] : groups, ...(number > 0 ? { name: text } : {}) } };
    }
    case 'task.loss':
      return { id, args: { task, kind: flag ? pick(lossIds, first) : undefined } };
    case 'task.loss-value':
      return { id, args: { task, name: pick(['labelSmoothing', 'half', 'delta', text], second), value } };
    case 'task.labels':
      return { id, args: { task, ...pick([{ missing: number }, { noise: number / 1000 }, { imbalance: number }, { examples: number }, { examples: undefined }], second) } };
    case 'balancing.method':
      return { id, args: { method: pick(keysOf(balancingMethods), first) } };
    case 'balancing.value':
      return { id, args: { name: text, value } };
    case 'balancing.rule':
      return { id, args: flag ? { rule: pick(weightRules, first), firstLosses: [number, 1, 2] } : {} };
    case 'network.start-from':
      return { id, args: { template: templates[pick(templateIds, first)], name: flag ? text : undefined } };
    case 'group.make':
      return { id, args: { ids: [from, to, wire.from, wire.to] } };
    case 'group.undo':
      return { id, args: { ids: [group] } };
    case 'group.name':
      return { id, args: { id: group, name: flag ? text : '' } };
    case 'group.fold':
      return { id, args: { ids: [group], open: flag } };
    case 'network.remove':
      return { id, args: { layers: flag ? [from] : [], wires: [wire], ties: ties.slice(0, second % 2) } };
    case 'layer.add': {
      const where = [{}, { from }, { into: wire }, { after: from }, { at: { x: number, y: second } }];
      return { id, args: { kind: pick(keysOf(layerKinds), second), ...pick(where, third) } };
    }
    case 'layer.remove':
      return { id, args: { ids: flag ? [from] : [from, to] } };
    case 'layer.move':
      return { id, args: { places: [{ id: from, x: number, y: second % 1000 }] } };
    case 'layer.value': {
      const layer = pick(layers.length > 0 ? layers : defaultExperiment.network.layers, first);
      const names = [...Object.keys(layerKind(layer.kind).parameters), text];
      return { id, args: { id: layer.id, name: pick(names, second), value } };
    }
    case 'layer.initialiser':
      return { id, args: { id: from, initialiser: pick(['auto', ...initialisers] as const, second) } };
    case 'layer.freeze':
      return { id, args: { ids: [from, to], frozen: flag } };
    case 'layer.duplicate':
      return { id, args: { ids: [from, to] } };
    case 'layer.kind':
      return { id, args: { id: from, kind: pick(keysOf(layerKinds), second) } };
    case 'layer.paste': {
      const fragment = fragmentOf(flag ? experiment : defaultExperiment, [from, to]);
      return { id, args: { fragment, ...(third % 2 === 0 ? {} : { at: { x: number, y: second } }) } };
    }
    case 'wire.move':
      return { id, args: { wire, to: { from, to } } };
    case 'wire.add':
      return { id, args: { from, to } };
    case 'wire.remove':
      return { id, args: { wires: [wire] } };
    case 'tie.add':
      return { id, args: { first: from, second: to } };
    case 'tie.set':
      return { id, args: { ...pick([...ties, { first: from, second: to }], third), strength: number, kind: flag ? 'equal' : 'orthogonal' } };
    case 'tie.remove':
      return { id, args: pick([...ties, { first: from, second: to }], third) };
    case 'optimizer.kind':
      return { id, args: { kind: pick(keysOf(optimizerKinds), first) } };
    case 'optimizer.value': {
      const names = [...Object.keys(optimizerKind(experiment.optimizer.kind).parameters), text];
      return { id, args: { name: pick(names, first), value } };
    }
    case 'optimizer.rate':
      return { id, args: { rate: number } };
    case 'schedule.kind':
      return { id, args: { kind: pick(keysOf(scheduleKinds), first) } };
    case 'schedule.value': {
      const names = [...Object.keys(scheduleKind(experiment.schedule.kind).parameters), text];
      return { id, args: { name: pick(names, first), value } };
    }
    case 'schedule.warmup':
      return { id, args: { steps: number } };
    case 'regularisation.set':
      return { id, args: { name: pick(['l1', 'l2', 'clipNorm'] as const, first), value: number } };
    case 'training.alternate':
      return { id, args: { alternate: flag ? undefined : pick(['in-turn', 'by-amount', 'each'] as const, first) } };
    case 'training.batch':
      return { id, args: { batch: pick(['mini', 'full', 'single'] as const, first) } };
    case 'training.batch-size':
      return { id, args: { size: number } };
    case 'training.epochs':
      return { id, args: { epochs: number } };
    case 'training.evaluate-every':
      return { id, args: { steps: number } };
    case 'training.seed':
      return { id, args: { seed: number } };
  }
}
