import { balancingMethod, type BalancingId } from '../../../../domain/balancing/balancing-methods';

/** Arrows: what becomes of two gradients. Bars: what weights two losses get. */
export type PictureKind = 'arrows' | 'bars';

/** The picture that says what a method does: of gradients where it combines them or adds them up as set. */
export function pictureKind(id: BalancingId): PictureKind {
  const { needs, scalesTaskSpecific, usesPreference } = balancingMethod(id);
  const combines = (needs === 'gram' || needs === 'jacobian') && !scalesTaskSpecific;
  return combines || usesPreference ? 'arrows' : 'bars';
}

/**
 * True where length and angle of the measured gradients are what the method goes by. MGDA-UB goes by
 * others, of the shared layers' output, and GradDrop by their single entries.
 */
export function goesByMeasured(id: BalancingId): boolean {
  return id !== 'mgda-ub' && id !== 'graddrop';
}
