import { addressOf, BYTES, call } from './assembly-module';
import { inputOf, listOf, ownKernel } from './kernel-arguments';

/** See operations/README.md. */
export const splitVector = ownKernel('SplitVector', (args, backend) => {
  const vector = inputOf(args, 'vector');
  const offsets = listOf(args, 'offsets');
  return listOf(args, 'sizes').map((size, index) => {
    const result = backend.makeOutput([size], 'float32');
    const from = addressOf(backend, vector) + (offsets[index] ?? 0) * BYTES;
    call(backend, 'copyFloats', from, size, addressOf(backend, result));
    return result;
  });
});

/** See operations/README.md. */
export const taskGram = ownKernel('TaskGram', (args, backend) => {
  const jacobian = inputOf(args, 'jacobian');
  const [tasks = 0, width = 0] = jacobian.shape;
  const offsets = listOf(args, 'offsets');
  const sizes = listOf(args, 'sizes');
  const result = backend.makeOutput([sizes.length, tasks, tasks], 'float32');
  sizes.forEach((size, index) => {
    const to = addressOf(backend, result) + index * tasks * tasks * BYTES;
    call(backend, 'taskGram', addressOf(backend, jacobian), tasks, width, offsets[index] ?? 0, size, to);
  });
  return result;
});

/** See operations/README.md. */
export const combineRows = ownKernel('CombineRows', (args, backend) => {
  const rows = inputOf(args, 'rows');
  const [, width = 0] = rows.shape;
  const result = backend.makeOutput([width], 'float32');
  listOf(args, 'weights').forEach((weight, row) => {
    const from = addressOf(backend, rows) + row * width * BYTES;
    call(backend, 'addScaled', from, weight, width, addressOf(backend, result), Number(row === 0));
  });
  return result;
});
