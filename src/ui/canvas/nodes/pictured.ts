import { shownNetwork } from '../../../experiment/groups';
import type { ViewSlice } from '../../../state/app-state';
import type { DocumentSlice } from '../../../state/document/document-state';

/** In larger networks only the selected layer shows what comes out of it. */
const mostPictured = 14;

interface Pictured {
  readonly document: Pick<DocumentSlice, 'experiment'>;
  readonly view: Pick<ViewSlice, 'pictures' | 'selectedLayers'>;
}

/** True where all boxes show what comes out of their layers. */
export function areAllPictured({ document }: Pick<Pictured, 'document'>): boolean {
  return shownNetwork(document.experiment.network).units.length <= mostPictured;
}

/**
 * Rows of feature maps that a layer's box has room for: 0 where it shows none. A layer that is
 * selected among many has one, for which its box need not grow.
 */
export function pictureRows(state: Pictured, layer: string): number {
  const { pictures, selectedLayers } = state.view;
  if (!pictures) return 0;
  if (areAllPictured(state)) return 2;
  return selectedLayers.length === 1 && selectedLayers[0] === layer ? 1 : 0;
}
