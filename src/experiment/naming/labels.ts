import { datasets } from '../../domain/datasets/datasets';
import type { LayerKindId } from '../../domain/network/layer-kinds';
import type { ParameterValue } from '../../domain/parameters';
import { isKeyOf, keysOf } from '../../lib/keys';
import type { Experiment } from '../schema';
import { trainingFields } from '../training-fields';
import { phrase, type Phrase, type PhrasePart } from './phrase';
import { taskLabel } from './task-label';

/** What the text catalogue calls a field under training. */
function trainingName(path: string): string | undefined {
  return keysOf(trainingFields).find((name) => trainingFields[name] === path);
}

/** A task and its weight: "Digit 0.4". */
export function weightLabel(tasks: Experiment['tasks'], id: string, value: number): Phrase {
  return phrase('studies', 'name.weight', { task: taskLabel(tasks, id), value });
}

/** The name of a kind of layer. */
export function kindLabel(kind: LayerKindId): Phrase {
  return phrase('network', `kind.${kind}`);
}

/** The name of a method. */
export function methodLabel(method: string): Phrase {
  return phrase('balancing', method);
}

/**
 * The name of a field of a document by its path: as in the table of field classes, but with the id
 * of the task or layer, and with the name of the parameter behind `values`.
 */
export function fieldLabel(experiment: Pick<Experiment, 'tasks'>, path: string): PhrasePart {
  const [namespace = '', name = '', ...rest] = path.split('.');
  const last = rest.at(-1) ?? '';
  // What no other namespace of the catalogue names.
  if (namespace === 'data' && name === 'parameters') return phrase('data', `parameter.${last}`);
  if (namespace === 'data' || path === 'balancing.method') return phrase('studies', `field.${path}`);
  if (namespace === 'tasks' && rest[0] === 'loss' && rest[1] === 'values') {
    return phrase('studies', 'field.layer', { layer: taskLabel(experiment.tasks, name), parameter: phrase('tasks', `loss.parameter.${last}`) });
  }
  if (namespace === 'tasks') return phrase('studies', `field.${rest.join('.')}`, { task: taskLabel(experiment.tasks, name) });
  if (namespace === 'balancing') return phrase('balancing', `parameter.${last}`);
  if ((namespace === 'optimizer' || namespace === 'schedule') && name === 'values') return phrase('training', `parameter.${last}`);
  if (namespace === 'network' && name === 'layers') {
    const parameter = phrase('network', `parameter.${last}`);
    return phrase('studies', 'field.layer', { layer: rest[0] ?? '', parameter });
  }
  const known = trainingName(path);
  return known === undefined ? path : phrase('training', known);
}

/** The value of such a field: choices by their names, numbers and the rest as they are. */
export function valueLabel(experiment: Pick<Experiment, 'tasks'>, path: string, value: ParameterValue): PhrasePart {
  if (typeof value !== 'string') return value;
  if (path === 'balancing.method') return methodLabel(value);
  const training = trainingName(path);
  if (training !== undefined) return phrase('training', `${training}.${value}`);
  if (path === 'data.dataset') return isKeyOf(datasets)(value) ? phrase('canvas', `dataset.${value}`) : value;
  if (path.startsWith('tasks.') && path.endsWith('.loss.kind')) return phrase('tasks', `loss.${value}`);
  if (path.endsWith('.task')) return taskLabel(experiment.tasks, value);
  if (path.startsWith('balancing.values.')) return phrase('balancing', `choice.${value}`);
  return path.startsWith('network.layers.') ? phrase('network', `choice.${value}`) : value;
}
