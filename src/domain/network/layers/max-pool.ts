import { pooling } from '../shapes/pooling';
import type { LayerKind } from '../layer-kind';

/** The largest value of each window. */
export const maxPool: LayerKind = pooling;
