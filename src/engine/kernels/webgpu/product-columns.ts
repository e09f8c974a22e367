import type { Binding } from './runner-program';

/**
 * Matrices whose rows are read and written four columns at a time: as vectors where the number of
 * columns allows, else number by number. Reads past the end of a row give numbers that nobody uses,
 * and past the end of a buffer they are harmless in WGSL.
 */
export function columnBinding(name: string, columns: number): Binding {
  return bindingOf(name, columns % 4 === 0);
}

/** A buffer of vectors, or of single numbers. */
export function bindingOf(name: string, vectors: boolean): Binding {
  return [name, vectors ? 'vec4<f32>' : 'f32'];
}

/** Four columns as a vector, from the place (an i32 expression) of the first. */
export function loadColumns(name: string, columns: number, place: string): string {
  return loadFour(name, columns % 4 === 0, place);
}

/**
 * Four numbers beside one another as a vector; of a buffer of vectors, the place of the first is a
 * multiple of four.
 */
export function loadFour(name: string, vectors: boolean, place: string): string {
  return vectors ? `${name}[(${place}) / 4]` : loadSpread(name, place, '1');
}

/** Four numbers as a vector, `step` apart, from the place of the first. */
export function loadSpread(name: string, place: string, step: string): string {
  return `vec4<f32>(${[0, 1, 2, 3].map((lane) => `${name}[${place} + ${lane} * ${step}]`).join(', ')})`;
}

/** Writes four columns at a place, as far as they exist; `column` is the number of the first. */
export function storeColumns(name: string, columns: number, place: string, column: string, value: string): string {
  return storeFour(name, columns % 4 === 0, String(columns), place, column, value);
}

/** The same where WGSL knows the number of columns. */
export function storeFour(name: string, vectors: boolean, columns: string, place: string, column: string, value: string): string {
  if (vectors) return `if (${column} < ${columns}) { ${name}[(${place}) / 4] = ${value}; }`;
  const lanes = [0, 1, 2, 3].map((lane) => `if (${column} + ${lane} < ${columns}) { ${name}[${place} + ${lane}] = four[${lane}]; }`);
  return `{ let four = ${value}; ${lanes.join(' ')} }`;
}

/** What follows a sum: bias and activation. */
export interface Epilogue {
  readonly bias: boolean;
  readonly activation: FusedActivation;
}

export type FusedActivation = 'linear' | 'relu' | 'sigmoid' | 'tanh';

/** Narrows the name of an activation; undefined for those that are not fused. */
export function fusedActivation(name: string): FusedActivation | undefined {
  return name === 'linear' || name === 'relu' || name === 'sigmoid' || name === 'tanh' ? name : undefined;
}

/** The activation of a vector. */
export function activated(activation: FusedActivation, x: string): string {
  switch (activation) {
    case 'linear':
      return x;
    case 'relu':
      // Written so that NaN stays NaN, as on the other backends.
      return `select(${x}, vec4<f32>(), ${x} < vec4<f32>())`;
    case 'sigmoid':
      return `1.0 / (1.0 + exp(-${x}))`;
    case 'tanh':
      // Past 15 it is 1 in float32, whereas the built-in function may overflow.
      return `tanh(clamp(${x}, vec4<f32>(-15.0), vec4<f32>(15.0)))`;
  }
}

/** `count` pieces of WGSL, made from their numbers. */
export function written(count: number, piece: (index: number) => string, between = '\n'): string {
  return Array.from({ length: count }, (_, index) => piece(index)).join(between);
}

/** The head of a shader in which every thread has a tile of its own; declares `index` (i32). */
export function tileThreads(workgroup: number): string {
  return `@compute @workgroup_size(${workgroup})
fn main(@builtin(workgroup_id) group: vec3<u32>, @builtin(num_workgroups) groups: vec3<u32>, @builtin(local_invocation_index) thread: u32) {
  let index = i32((group.x + group.y * groups.x) * ${workgroup}u + thread);`;
}
