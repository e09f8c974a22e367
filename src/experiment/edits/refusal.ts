import type { ConnectionRefusal } from '../../domain/network/connection';
import type { TieFault } from '../../domain/network/ties';
import { fail, type Result } from '../../lib/result';
import type { Experiment } from '../schema';

/** Why an edit was not made, as a code for the text catalogue with the params of the text. */
export interface EditRefusal {
  readonly code:
    | ConnectionRefusal['code']
    | TieFault
    | 'unknown-tie'
    | 'already-tied'
    | 'too-many-ties'
    | 'unknown-task'
    | 'unknown-wire'
    | 'unknown-parameter'
    | 'not-a-number'
    | 'last-task'
    | 'no-task-counts'
    | 'too-many-tasks'
    | 'too-many-layers'
    | 'too-many-wires'
    | 'task-not-on-dataset'
    | 'every-task-has-a-head'
    | 'nothing-to-duplicate'
    | 'nothing-to-group'
    | 'nothing-to-paste'
    | 'ends-stay'
    | 'takes-one-input'
    | 'no-such-field'
    | 'one-group'
    | 'no-weights-by-rule'
    | 'loss-does-not-fit';
  readonly params: Readonly<Record<string, string | number>>;
}

/** The outcome of an edit: the whole new document, or why there is none. */
export type Edited = Result<Experiment, EditRefusal>;

/** A refusal. */
export function refuse(
  code: EditRefusal['code'],
  params: EditRefusal['params'] = {},
): { readonly ok: false; readonly error: EditRefusal } {
  return fail({ code, params });
}
