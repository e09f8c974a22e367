import { ok } from '../../lib/result';
import { limits } from '../limits';
import type { Experiment } from '../schema';
import { cleanText } from '../text';
import type { Edited } from './refusal';

/** The experiment's name: one line. */
export function setName(experiment: Experiment, args: { readonly name: string }): Edited {
  return ok({ ...experiment, name: cleanText(args.name, limits.name, false) });
}

/** What its author wants said about it: any number of lines. */
export function setNote(experiment: Experiment, args: { readonly note: string }): Edited {
  return ok({ ...experiment, note: cleanText(args.note, limits.note, true) });
}
