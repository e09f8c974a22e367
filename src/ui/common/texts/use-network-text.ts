import { useMemo } from 'react';
import type { NetworkFault } from '../../../domain/network/analysis';
import { layerKind } from '../../../domain/network/layer-kinds';
import { sourceOf } from '../../../domain/network/layers/input';
import { taskOfHead, type Layer } from '../../../domain/network/network';
import { choiceOf, numberOf } from '../../../domain/parameters';
import type { Shape } from '../../../domain/shape';
import type { EditRefusal } from '../../../experiment/edits/refusal';
import { boxId } from '../../../experiment/groups';
import type { ExperimentGroup } from '../../../experiment/schema';
import { numbered } from '../../../lib/numbered';
import { useApp } from '../app-store';
import { useTasks } from '../tasks/use-tasks';
import { useText } from './use-text';

/** Layers, faults and refusals in words, in the language of the page. */
export interface NetworkTexts {
  /** "Conv 3×3", "Dense 64", or the task's name for a head. */
  readonly title: (layer: Layer) => string;
  /** A field of the data set: its name in the page's language, or as whoever made the data named it. */
  readonly field: (name: string) => string;
  /** The title of a layer of the document, with a number where several have the same. */
  readonly name: (id: string) => string;
  /** A group's name: the one that a person gave it, or what it is. */
  readonly group: (group: ExperimentGroup) => string;
  readonly shape: (shape: Shape) => string;
  /** What is wrong with a layer (or with the network) and what would repair it. */
  readonly fault: (fault: Pick<NetworkFault, 'code' | 'params'>) => string;
  /**
   * Why an edit was not made. Names the layer that it would break, unless that is the one called
   * `about`.
   */
  readonly refusal: (refusal: EditRefusal, about?: string) => string;
}

/** Parts that are named after their task. */
const rolesOfTasks: ReadonlySet<string> = new Set(['stage', 'own-expert', 'gate', 'mask', 'tower']);

/** The words for the network on the desk. */
export function useNetworkText(): NetworkTexts {
  const { code, format } = useText();
  const tasks = useTasks();
  const layers = useApp((state) => state.document.experiment.network.layers);
  const folded = useApp((state) => state.document.experiment.network.folded);

  return useMemo(() => {
    const field = (name: string): string => {
      const text = code('network', `field.${name}`);
      return text === `field.${name}` ? name : text;
    };
    const title = (layer: Layer): string => {
      const kind = code('network', `kind.${layer.kind}`);
      const { parameters } = layerKind(layer.kind);
      switch (layer.kind) {
        case 'conv2d':
        case 'separable-conv2d': {
          const side = numberOf(parameters, layer.values, 'kernel');
          return `${kind} ${side}×${side}`;
        }
        case 'dense':
        case 'gru':
          return `${kind} ${numberOf(parameters, layer.values, 'units')}`;
        case 'upsample':
          return `${kind} ×${numberOf(parameters, layer.values, 'factor')}`;
        case 'dropout':
          return `${kind} ${format.percent(numberOf(parameters, layer.values, 'rate'), 0)}`;
        case 'activation':
          return code('network', `choice.${choiceOf(parameters, layer.values, 'function')}`);
        case 'input': {
          const [source, part] = [sourceOf(layer.values), choiceOf(parameters, layer.values, 'field')];
          const shown = [...(source === '' ? [] : [field(source)]), ...(part === 'image' ? [] : [code('network', `choice.${part}`)])];
          return [kind, ...shown].join(' · ');
        }
        case 'head': {
          const task = taskOfHead(layer);
          return tasks.find((candidate) => candidate.id === task)?.name ?? kind;
        }
        default:
          return kind;
      }
    };
    const titles = numbered(layers.map(title));
    const names = new Map(layers.map(({ id }, index) => [id, titles[index] ?? id] as const));
    const name = (id: string) => names.get(id) ?? nameOfBox(id) ?? id;
    const group = ({ name: given, role, task: owner, number }: ExperimentGroup): string => {
      if (given !== undefined) return given;
      const task = tasks.find((candidate) => candidate.id === owner)?.name;
      if (role === undefined || (task === undefined && rolesOfTasks.has(role))) return code('canvas', 'group.plain');
      return code('canvas', `group.${role}`, { task: task ?? '', number: number ?? '' }).trim();
    };
    const nameOfBox = (id: string) => {
      const found = folded?.find((one) => boxId(one) === id);
      return found && group(found);
    };
    const readable = (params: NetworkFault['params'], number = format.integer): NetworkFault['params'] =>
      Object.fromEntries(
        Object.entries(params).map(([key, value]) => {
          if (typeof value === 'number') return [key, number(value)];
          if (key === 'other') return [key, name(value)];
          if (key === 'field') return [key, field(value)];
          return [key, key === 'task' ? (tasks.find((task) => task.id === value)?.name ?? value) : value];
        }),
      );
    return {
      title,
      field,
      name,
      group,
      shape: (shape) => shape.join('×'),
      fault: (fault) => code('network', fault.code, readable(fault.params, fault.code === 'too-much-memory' ? format.bytes : format.integer)),
      refusal: (refusal, about) => {
        const said = code('network', refusal.code, readable(refusal.params));
        const layer = refusal.params['layer'];
        return typeof layer === 'string' && layer !== about && names.has(layer) ? `${name(layer)}: ${said}` : said;
      },
    };
  }, [code, format, tasks, layers, folded]);
}
