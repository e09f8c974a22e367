import * as v from 'valibot';
import { layerKind } from '../../domain/network/layer-kinds';
import { isAllowed, type ParameterSpecs, type ParameterValues } from '../../domain/parameters';
import { lossKind } from '../../domain/losses/losses';
import { isRecord, own, parseJson } from '../../lib/json';
import { fail, ok, type Result } from '../../lib/result';
import type { Fragment } from '../edits/copies';
import { fits } from '../edits/task-details';
import { limits } from '../limits';
import { networkSchema, taskSchema, type ExperimentTask } from '../schema';

const format = 'multitask-playground/layers';
const version = 1;

/**
 * Why a text holds no layers: something else altogether, written by a later version of the page, or
 * ours but not sound.
 */
export type FragmentError = 'no-layers' | 'later-layers' | 'damaged-layers';

const fragmentSchema = v.object({
  tasks: v.pipe(v.array(v.pipe(taskSchema, v.check(isSoundTask))), v.maxLength(limits.tasks)),
  network: v.pipe(
    networkSchema,
    v.check(({ layers, folded }) => layers.length > 0 && folded === undefined && layers.every(({ kind, values }) => areAllowed(layerKind(kind).parameters, values))),
  ),
});

/** Copied layers as a text, which a clipboard carries to another tab. */
export function writeFragment({ tasks, layers, wires, ties }: Fragment): string {
  return JSON.stringify({ format, version, tasks, layers, wires, ties });
}

/** The layers of a text, or why it holds none; nothing in it is repaired. */
export function readFragment(text: string): Result<Fragment, FragmentError> {
  const raw = text.length > limits.fileCharacters ? undefined : parseJson(text);
  if (!isRecord(raw) || own(raw, 'format') !== format) return fail('no-layers');
  const written = own(raw, 'version');
  if (typeof written === 'number' && written > version) return fail('later-layers');
  const { tasks, layers, wires, ties } = raw;
  const read = v.safeParse(fragmentSchema, { tasks, network: { layers, wires, ties } });
  if (written !== version || !read.success) return fail('damaged-layers');
  const { network } = read.output;
  return ok({ tasks: read.output.tasks, layers: network.layers, wires: network.wires, ties: network.ties });
}

function areAllowed(specs: ParameterSpecs, values: ParameterValues): boolean {
  return Object.entries(values).every(([name, value]) => {
    const spec = own(specs, name);
    return spec !== undefined && isAllowed(spec, value);
  });
}

function isSoundTask({ kind, loss }: ExperimentTask): boolean {
  return loss === undefined || (fits({ kind }, loss.kind) && areAllowed(lossKind(loss.kind).parameters, loss.values));
}
