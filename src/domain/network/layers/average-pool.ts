import { pooling } from '../shapes/pooling';
import type { LayerKind } from '../layer-kind';

/** The mean of each window; with "same" padding, of the part of it that lies inside the image. */
export const averagePool: LayerKind = pooling;
