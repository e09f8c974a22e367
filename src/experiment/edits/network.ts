import { ok } from '../../lib/result';
import { limits } from '../limits';
import type { Experiment } from '../schema';
import { templates, type TemplateId } from '../templates/templates';
import { cleanText } from '../text';
import type { Edited } from './refusal';

/**
 * The network drawn anew from a template, for the document's own data and tasks; with a name the
 * experiment is called by that.
 */
export function startFrom(experiment: Experiment, args: { readonly template: TemplateId; readonly name?: string | undefined }): Edited {
  const name = args.name === undefined ? experiment.name : cleanText(args.name, limits.name, false);
  return ok({ ...experiment, name, network: templates[args.template].build(experiment.data, experiment.tasks) });
}
