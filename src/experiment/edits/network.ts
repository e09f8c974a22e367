import { ok } from '../../lib/result';
import type { Experiment } from '../schema';
import { templates, type TemplateId } from '../templates/templates';
import type { Edited } from './refusal';

/** The network drawn anew from a template, for the document's own data and tasks. */
export function startFrom(experiment: Experiment, args: { readonly template: TemplateId }): Edited {
  return ok({ ...experiment, network: templates[args.template].build(experiment.data, experiment.tasks) });
}
