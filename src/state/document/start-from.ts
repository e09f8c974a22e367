import type { TemplateId } from '../../experiment/templates/template-ids';
import { pendingUntil } from '../../lib/pending';
import type { DocumentSlice } from './document-state';

/**
 * Loads the start networks and draws the document's network from one; with a name the experiment
 * is called by that.
 */
export async function startFrom(document: Pick<DocumentSlice, 'execute'>, id: TemplateId, name?: string): Promise<void> {
  const { templates } = await pendingUntil('start networks', import('../../experiment/templates/templates'));
  document.execute('network.start-from', { template: templates[id], name });
}
