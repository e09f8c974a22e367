import { ok } from '../../lib/result';
import { limits } from '../limits';
import type { Experiment } from '../schema';
import type { Template } from '../templates/sketch';
import { cleanText } from '../text';
import type { Edited } from './refusal';

/**
 * The network drawn anew from a template, for the document's own data and tasks; with a name the
 * experiment is called by that.
 */
export function startFrom(experiment: Experiment, args: { readonly template: Template; readonly name?: string | undefined }): Edited {
  const name = args.name === undefined ? experiment.name : cleanText(args.name, limits.name, false);
  return ok({ ...experiment, name, network: args.template.build(experiment.data, experiment.tasks) });
}
