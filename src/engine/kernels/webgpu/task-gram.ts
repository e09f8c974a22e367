import { ownKernel } from './kernel-attributes';
import { sumRows } from './row-sums';
import { free, runProgram, zeros } from './runner';
import type { Program } from './runner-program';
import { forEachIndex, workgroupsFor } from './threads';

/**
 * Threads of one stretch in the first stage: enough to fill a graphics processor, few enough for
 * the second.
 */
const lanesFor = (longest: number) => Math.min(512, Math.max(64, 64 * Math.ceil(longest / 4096)));

/**
 * The Gram matrices of all stretches in two dispatches: every thread adds up the products of all
 * pairs of rows over a part of the columns of one stretch, reading each number once; then the parts
 * are added. TensorFlow.js would slice and multiply stretch by stretch.
 */
export const taskGram = ownKernel('TaskGram', ({ backend, tensor, numbers }) => {
  const jacobian = tensor('jacobian');
  const [tasks = 0, columns = 0] = jacobian.shape;
  const sizes = numbers('sizes');
  const stretches = numbers('offsets').map((offset, index) => [offset, sizes[index] ?? 0] as const);
  const shape = [stretches.length, tasks, tasks];
  if (shape.includes(0) || columns === 0) return zeros(backend, shape);
  const lanes = lanesFor(Math.max(...sizes));
  const parts = runProgram(
    backend,
    gramProgram(tasks, stretches.length),
    [jacobian],
    [lanes, ...shape],
    workgroupsFor(lanes * stretches.length),
    [['u32', ...stretches.flatMap(([offset, size]) => [offset, size, 0, 0])], ['u32', columns, lanes]],
  );
  const grams = sumRows(backend, parts, shape);
  free(backend, parts);
  return grams;
});

function gramProgram(tasks: number, stretches: number): Program {
  const rows = Array.from({ length: tasks }, (_, row) => row);
  const pairs = rows.flatMap((row) => rows.slice(row).map((column) => [row, column] as const));
  return {
    key: `TaskGram ${tasks} ${stretches}`,
    inputs: [['jacobian', 'f32']],
    outputs: [['parts', 'f32']],
    uniforms: [['stretches', `array<vec4<u32>, ${stretches}>`], ['columns', 'u32'], ['lanes', 'u32']],
    body: () =>
      forEachIndex(`uniforms.lanes * ${stretches}u`, `
  let lane = index / ${stretches}u;
  let stretch = uniforms.stretches[index % ${stretches}u];
  ${pairs.map(([row, column]) => `var sum${row}_${column} = 0.0;`).join('\n  ')}
  for (var place = stretch.x + lane; place < stretch.x + stretch.y; place += uniforms.lanes) {
    ${rows.map((row) => `let value${row} = jacobian[${row}u * uniforms.columns + place];`).join('\n    ')}
    ${pairs.map(([row, column]) => `sum${row}_${column} += value${row} * value${column};`).join('\n    ')}
  }
  let first = index * ${tasks * tasks}u;
  ${pairs.flatMap(([row, column]) => [
    `parts[first + ${row * tasks + column}u] = sum${row}_${column};`,
    ...(row === column ? [] : [`parts[first + ${column * tasks + row}u] = sum${row}_${column};`]),
  ]).join('\n  ')}`),
  };
}
