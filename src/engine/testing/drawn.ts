import type { Layer, Wire } from '../../domain/network/network';
import type { ParameterValues } from '../../domain/parameters';

/** A layer of a network that nobody looks at. */
export function layer(id: string, kind: Layer['kind'], values: ParameterValues = {}): Layer {
  return { id, kind, values, initialiser: 'auto', x: 0, y: 0 };
}

/** Wires along paths such as 'input > conv > head'. */
export function wires(...paths: readonly string[]): Wire[] {
  return paths.flatMap((path) => {
    const ids = path.split(' > ');
    return ids.slice(1).map((to, index) => ({ from: ids[index] ?? '', to }));
  });
}
