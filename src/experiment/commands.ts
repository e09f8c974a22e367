import { setBalancingMethod, setBalancingValue } from './edits/balancing';
import { duplicateLayers, pasteLayers } from './edits/copies';
import { setAugmentation, setDataParameter, setDataset, setImages } from './edits/data';
import * as groups from './edits/groups';
import { addLayer, freezeLayers, moveLayers, removeLayers, removeParts, setInitialiser, setLayerValue } from './edits/layers';
import { setLayerKind } from './edits/kinds';
import { setName, setNote } from './edits/naming';
import { startFrom } from './edits/network';
import type { Edited } from './edits/refusal';
import { addTask, removeTask, setTaskWeight, setWeightsSumToOne } from './edits/tasks';
import { setMute, setSolo } from './edits/solo-mute';
import * as details from './edits/task-details';
import * as training from './edits/training';
import { setTie, tie, untie } from './edits/ties';
import { followingRule, setWeightRule } from './edits/weight-rules';
import { connect, disconnect, moveWire } from './edits/wires';
import { ok } from '../lib/result';
import { withSoundGroups } from './groups';
import type { Experiment } from './schema';

/** Every edit of a document, by id: what buttons, keys, menus and gestures all go through. */
export const commands = {
  'experiment.name': setName,
  'experiment.note': setNote,
  'data.dataset': setDataset,
  'data.parameter': setDataParameter,
  'data.images': setImages,
  'data.augmentation': setAugmentation,
  'task.add': addTask,
  'task.remove': removeTask,
  'task.weight': setTaskWeight,
  'task.sum-to-one': setWeightsSumToOne,
  'task.solo': setSolo,
  'task.mute': setMute,
  'task.rename': details.renameTask,
  'task.colour': details.setTaskColour,
  'task.classes': details.groupClasses,
  'task.loss': details.setTaskLoss,
  'task.loss-value': details.setTaskLossValue,
  'task.labels': details.setTaskLabels,
  'balancing.method': setBalancingMethod,
  'balancing.value': setBalancingValue,
  'balancing.rule': setWeightRule,
  'network.start-from': startFrom,
  'network.remove': removeParts,
  'group.make': groups.groupLayers,
  'group.undo': groups.ungroup,
  'group.name': groups.renameGroup,
  'group.fold': groups.foldGroups,
  'layer.add': addLayer,
  'layer.remove': removeLayers,
  'layer.move': moveLayers,
  'layer.value': setLayerValue,
  'layer.initialiser': setInitialiser,
  'layer.freeze': freezeLayers,
  'layer.kind': setLayerKind,
  'layer.duplicate': duplicateLayers,
  'layer.paste': pasteLayers,
  'wire.add': connect,
  'wire.move': moveWire,
  'wire.remove': disconnect,
  'tie.add': tie,
  'tie.set': setTie,
  'tie.remove': untie,
  'optimizer.kind': training.setOptimizer,
  'optimizer.value': training.setOptimizerValue,
  'optimizer.rate': training.setLearningRate,
  'schedule.kind': training.setSchedule,
  'schedule.value': training.setScheduleValue,
  'schedule.warmup': training.setWarmup,
  'regularisation.set': training.setRegularisation,
  'training.alternate': training.setAlternate,
  'training.batch': training.setBatch,
  'training.batch-size': training.setBatchSize,
  'training.epochs': training.setEpochs,
  'training.evaluate-every': training.setEvaluateEvery,
  'training.seed': training.setSeed,
} as const;

export type CommandId = keyof typeof commands;

type ArgumentsTable = { readonly [Id in CommandId]: Parameters<(typeof commands)[Id]>[1] };
export type CommandArguments<Id extends CommandId> = ArgumentsTable[Id];

const table: { readonly [Id in CommandId]: (experiment: Experiment, args: ArgumentsTable[Id]) => Edited } = commands;

/**
 * The document after a command, or why it stays as it is. The document given is not changed; a
 * command that changes nothing gives back that very document, so that it makes no entry in the
 * history.
 */
export function applyCommand<Id extends CommandId>(experiment: Experiment, id: Id, args: CommandArguments<Id>): Edited {
  const made = table[id](experiment, args);
  const edited = made.ok ? ok(followingRule(experiment, withSoundGroups(made.value))) : made;
  return edited.ok && JSON.stringify(edited.value) === JSON.stringify(experiment) ? ok(experiment) : edited;
}
