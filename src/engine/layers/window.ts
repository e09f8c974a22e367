import { pooling } from '../../domain/network/shapes/pooling';
import { choiceOf, numberOf } from '../../domain/parameters';
import { paddingOf, type Window } from '../operations/raw-kernels';
import type { PlannedLayer } from '../../plan/compile';

/** The window of a pooling layer. */
export function windowIn(layer: PlannedLayer): Window {
  const size = numberOf(pooling.parameters, layer.values, 'size');
  return {
    size: [size, size],
    stride: numberOf(pooling.parameters, layer.values, 'stride'),
    padding: paddingOf(choiceOf(pooling.parameters, layer.values, 'padding')),
  };
}
