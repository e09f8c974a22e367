import { pooling } from '../pooling';
import type { LayerKind } from '../layer-kind';

/** The largest value of each window. */
export const maxPool: LayerKind = pooling;
