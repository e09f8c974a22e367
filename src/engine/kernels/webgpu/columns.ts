import type { TensorInfo } from '@tensorflow/tfjs-core';
import { ownKernel } from './kernel-attributes';
import { dispatch, isEmpty, output } from './runner';
import type { Program, UniformValues } from './runner-program';
import { forEachIndex, lengthOf, workgroupsFor } from './threads';

/** Some columns of a matrix, beside which others lie. */
interface Columns {
  readonly tensor: TensorInfo;
  /** The first of them. */
  readonly offset: number;
  readonly size: number;
}

/**
 * Joins [rows, columns of each] → [rows, all columns], as many at once as the number of buffers
 * allows.
 */
export const joinColumns = ownKernel('JoinColumns', ({ backend, tensor, optional }) => {
  const parts: TensorInfo[] = [];
  for (let part = optional('part0'); part !== undefined; part = optional(`part${parts.length}`)) parts.push(part);
  const columns = columnsOf(parts, parts.map(({ shape }) => shape.at(-1) ?? 0));
  const total = columns.reduce((sum, { size }) => sum + size, 0);
  const joined = output(backend, [...tensor('part0').shape.slice(0, -1), total]);
  const some = columns.filter((part) => !isEmpty(part.tensor));
  const most = backend.device.limits.maxStorageBuffersPerShaderStage - 1;
  // The last first, since of gradients that are joined the first ones come last.
  for (let end = some.length; end > 0; end -= most) {
    const group = some.slice(Math.max(0, end - most), end);
    dispatch(backend, programOf('JoinColumns', group.length), { inputs: group.map((part) => part.tensor), outputs: [joined], ...sizesOf(group, joined, total) });
  }
  return joined;
});

/** The inverse: [rows, all columns] → [rows, columns of each]. */
export const splitColumns = ownKernel('SplitColumns', ({ backend, tensor, numbers }) => {
  const whole = tensor('tensor');
  const parts = numbers('columns').map((size) => output(backend, [...whole.shape.slice(0, -1), size]));
  const columns = columnsOf(parts, numbers('columns'));
  const most = backend.device.limits.maxStorageBuffersPerShaderStage - 1;
  for (let first = 0; first < columns.length; first += most) {
    const group = columns.slice(first, first + most);
    dispatch(backend, programOf('SplitColumns', group.length), { inputs: [whole], outputs: group.map((part) => part.tensor), ...sizesOf(group, whole, whole.shape.at(-1) ?? 0) });
  }
  return parts;
});

function columnsOf(tensors: readonly TensorInfo[], sizes: readonly number[]): Columns[] {
  let end = 0;
  return tensors.map((tensor, index) => {
    const size = sizes[index] ?? 0;
    return { tensor, offset: (end += size) - size, size };
  });
}

/** `total`: all columns of the whole. */
function sizesOf(group: readonly Columns[], whole: TensorInfo, total: number): { readonly uniforms: UniformValues; readonly workgroups: number } {
  const rows = total === 0 ? 0 : lengthOf(whole) / total;
  const [first] = group;
  const columns = group.reduce((sum, { size }) => sum + size, 0);
  return { uniforms: [['u32', rows, total, first?.offset ?? 0, columns, ...group.map(({ size }) => size)]], workgroups: workgroupsFor(rows * columns) };
}

function programOf(name: 'JoinColumns' | 'SplitColumns', count: number): Program {
  const parts = Array.from({ length: count }, (_, part) => part);
  const some = parts.map((part) => [`part${part}`, 'f32'] as const);
  const whole = [['whole', 'f32']] as const;
  const joins = name === 'JoinColumns';
  return {
    key: `${name} ${count}`,
    inputs: joins ? some : whole,
    outputs: joins ? whole : some,
    uniforms: [['rows', 'u32'], ['total', 'u32'], ['offset', 'u32'], ['columns', 'u32'], ...parts.map((part) => [`size${part}`, 'u32'] as const)],
    body: () => forEachIndex('uniforms.rows * uniforms.columns', `
  let row = index / uniforms.columns;
  var column = index % uniforms.columns;
  let place = row * uniforms.total + uniforms.offset + column;
  ${parts.map((part) => {
    const own = `part${part}[row * uniforms.size${part} + column]`;
    return `
  if (column < uniforms.size${part}) { ${joins ? `whole[place] = ${own}` : `${own} = whole[place]`}; return; }
  column -= uniforms.size${part};`;
  }).join('')}`),
  };
}
