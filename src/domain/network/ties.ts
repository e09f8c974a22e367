import { sameShape } from '../shape';
import type { WeightSpec } from './layer-kind';

/**
 * What holds two layers with weights of the same shapes together, or apart. 'equal': a penalty
 * λ‖W_a − W_b‖² (soft parameter sharing, Duong et al. 2015); 'orthogonal': λ‖W_aᵀ W_b‖² of their
 * kernels, so that they look at different things (after the orthogonality constraint of Liu, Qiu
 * and Huang 2017, there on the features).
 */
export interface Tie {
  readonly first: string;
  readonly second: string;
  /** λ, 0 or more. */
  readonly strength: number;
  /** 'equal' where it is left out. */
  readonly kind?: 'orthogonal';
}

/** Why two layers cannot be tied, as a code for the text catalogue. */
export type TieFault = 'tie-to-itself' | 'tie-without-weights' | 'tie-misfit';

/** Whether two layers can be tied; undefined if they can. Weights as `analyse` gives them. */
export function tieFault(first: string, second: string, weights: ReadonlyMap<string, readonly WeightSpec[]>): TieFault | undefined {
  if (first === second) return 'tie-to-itself';
  const [one = [], other = []] = [weights.get(first), weights.get(second)];
  if (one.length === 0 || other.length === 0) return 'tie-without-weights';
  const fits = one.length === other.length && one.every(({ shape }, index) => sameShape(shape, other[index]?.shape ?? []));
  return fits ? undefined : 'tie-misfit';
}

/** The layers that could be a layer's twin: those it can be tied to and is not yet. */
export function possibleTwins(layer: string, ties: readonly Tie[], weights: ReadonlyMap<string, readonly WeightSpec[]>): readonly string[] {
  return [...weights.keys()].filter(
    (other) => tieFault(layer, other, weights) === undefined && !ties.some((tie) => joins(tie, layer, other)),
  );
}

/** True if the tie is between these two, in whichever order. */
export function joins({ first, second }: Pick<Tie, 'first' | 'second'>, one: string, other: string): boolean {
  return (first === one && second === other) || (first === other && second === one);
}

/** Layers that hang together by 'equal' ties, and the ties' strengths between them. */
export interface TiedGroup {
  readonly layers: readonly string[];
  /** [layers][layers] λ of the tie between two of them, symmetric; 0 where there is none. */
  readonly strengths: readonly (readonly number[])[];
}

/** The connected groups of layers under the 'equal' ties whose strength is above 0. */
export function tiedGroups(ties: readonly Tie[]): readonly TiedGroup[] {
  const equal = ties.filter(({ kind, strength }) => kind === undefined && strength > 0);
  const left = new Set(equal.flatMap(({ first, second }) => [first, second]));
  const groups: TiedGroup[] = [];
  for (const start of left) {
    const layers = [start];
    // Grows while it is gone through.
    for (const layer of layers) {
      left.delete(layer);
      for (const { first, second } of equal) {
        const other = first === layer ? second : second === layer ? first : layer;
        if (!layers.includes(other)) layers.push(other);
      }
    }
    const strength = (one: string, other: string) => equal.reduce((sum, tie) => sum + (joins(tie, one, other) ? tie.strength : 0), 0);
    groups.push({ layers, strengths: layers.map((one) => layers.map((other) => (one === other ? 0 : strength(one, other)))) });
  }
  return groups;
}

/**
 * The matrix that a proximal step with the penalty Σ λ_ab ‖W_a − W_b‖² multiplies the weights of a
 * group by: the minimum over W of ‖W − V‖² / (2η) + Σ λ_ab ‖W_a − W_b‖² is W = (I + 2η L)⁻¹ V with
 * the graph Laplacian L of the strengths (Parikh and Boyd 2014, proximal operator of a quadratic).
 * Any λ is stable: for λ → ∞ every row tends to the mean. Frozen layers stay, and pull the others.
 * @param rate η, the learning rate of the step
 * @param frozen by layer, whether its weights stand still
 * @returns [layers][layers]; each row sums to 1
 */
export function proximalMatrix(strengths: TiedGroup['strengths'], rate: number, frozen: readonly boolean[]): readonly (readonly number[])[] {
  const size = strengths.length;
  const system = strengths.map((row, place) => {
    const pulled = frozen[place] !== true;
    const total = row.reduce((sum, value) => sum + value, 0);
    const left = row.map((value, column) => (pulled ? (column === place ? 1 + 2 * rate * total : -2 * rate * value) : Number(column === place)));
    return [...left, ...Array.from({ length: size }, (_, column) => Number(column === place))];
  });
  // Gauss and Jordan without pivoting: the matrix is diagonally dominant.
  for (let pivot = 0; pivot < size; pivot += 1) {
    const own = system[pivot] ?? [];
    const scale = own[pivot] ?? 1;
    for (let column = 0; column < 2 * size; column += 1) own[column] = (own[column] ?? 0) / scale;
    for (const [place, row] of system.entries()) {
      const factor = row[pivot] ?? 0;
      if (place === pivot || factor === 0) continue;
      for (let column = 0; column < 2 * size; column += 1) row[column] = (row[column] ?? 0) - factor * (own[column] ?? 0);
    }
  }
  return system.map((row) => row.slice(size));
}
