import type { ParameterValues } from '../parameters';
import type { Initialiser } from './layer-kind';
import type { LayerKindId } from './layer-kinds';
import type { Tie } from './ties';

/** A layer where it stands on the canvas. */
export interface Layer {
  readonly id: string;
  readonly kind: LayerKindId;
  readonly values: ParameterValues;
  /** How its kernel starts; 'auto' takes what suits its activation. */
  readonly initialiser: 'auto' | Initialiser;
  /** True where its weights stand still while the others train. */
  readonly frozen?: true;
  /** In the canvas' own pixels, top left corner. */
  readonly x: number;
  readonly y: number;
}

/** One wire; strands are drawn from what it serves and are not stored. */
export interface Wire {
  readonly from: string;
  readonly to: string;
}

/** The layer graph of an experiment. It may be broken while it is edited: `analyse` says where. */
export interface Network {
  readonly layers: readonly Layer[];
  /** In the order in which they were drawn, which is the order of a layer's inputs. */
  readonly wires: readonly Wire[];
  /** None where it is left out. */
  readonly ties?: readonly Tie[];
}

/**
 * The id of the task that a layer is the head of, or undefined if it is no head or has no task yet.
 */
export function taskOfHead(layer: Layer): string | undefined {
  const task = layer.values['task'];
  return layer.kind === 'head' && typeof task === 'string' && task !== '' ? task : undefined;
}
