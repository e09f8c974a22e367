import type { Wire } from '../../../../domain/network/network';
import type { Tie } from '../../../../domain/network/ties';
import type { Position } from '../../../../experiment/edits/placing';
import type { Box } from '../../../../lib/box';

/** What a menu is about. */
export type Subject =
  | { readonly kind: 'layers'; readonly ids: readonly string[] }
  /** Those that are drawn as one, from or to a folded box; mostly there is one. */
  | { readonly kind: 'wires'; readonly wires: readonly Wire[] }
  | { readonly kind: 'tie'; readonly tie: Pick<Tie, 'first' | 'second'> }
  | { readonly kind: 'canvas' };

/** What a list offers to pick from; a place is one of the document. */
export type Choice =
  /** From a layer, or from a folded box. */
  | { readonly kind: 'connect'; readonly layer: string }
  /** Which of the wires that one to or from a folded box can be. */
  | { readonly kind: 'which'; readonly wires: readonly Wire[]; readonly moved: Wire | undefined }
  | { readonly kind: 'insert-after'; readonly layer: string }
  | { readonly kind: 'replace'; readonly layer: string }
  | { readonly kind: 'insert-into'; readonly wire: Wire }
  | { readonly kind: 'add'; readonly place: Position }
  | { readonly kind: 'start-from' };

/** What is open over the canvas, and what it stands beside, in pixels of the window. */
export type Opened =
  | { readonly is: 'menu'; readonly at: Box; readonly subject: Subject }
  | { readonly is: 'list'; readonly at: Box; readonly choice: Choice };
