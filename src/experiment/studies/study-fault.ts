import { fail } from '../../lib/result';

/** Why a study cannot be planned, as a code for the text catalogue with the params of the text. */
export interface StudyFault {
  readonly code:
    | 'no-values'
    | 'no-seeds'
    | 'too-many-seeds'
    | 'bad-seed'
    | 'repeated-value'
    | 'unknown-field'
    | 'unknown-method'
    | 'value-out-of-range'
    | 'value-not-whole'
    | 'too-many-runs'
    | 'not-runnable'
    | 'network-not-runnable'
    | 'too-few-images'
    | 'unknown-task'
    | 'task-without-head'
    | 'too-few-tasks'
    | 'bad-folds'
    | 'bad-resolution'
    | 'too-many-candidates';
  readonly params: Readonly<Record<string, string | number>>;
}

/** A refusal to plan. */
export function noStudy(
  code: StudyFault['code'],
  params: StudyFault['params'] = {},
): { readonly ok: false; readonly error: StudyFault } {
  return fail({ code, params });
}
