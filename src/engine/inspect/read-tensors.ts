import { concat, reshape, tidy, type Tensor, type Tensor1D } from '@tensorflow/tfjs-core';

/**
 * Copies tensors to the processor in one read, each flat, in the order of the list. `make` makes
 * them, in a tidy of its own.
 */
export async function readTensors(make: () => readonly Tensor[]): Promise<readonly Float32Array[]> {
  const { whole, lengths } = tidy(() => {
    const tensors = make();
    const flat = tensors.map((tensor): Tensor1D => reshape(tensor, [tensor.size]));
    return { whole: flat.length === 0 ? undefined : concat(flat), lengths: tensors.map(({ size }) => size) };
  });
  if (whole === undefined) return [];
  try {
    const values = await whole.data();
    let read = 0;
    // Copies, since a backend may hand out its own memory.
    return lengths.map((length) => Float32Array.from(values.subarray(read, (read += length))));
  } finally {
    whole.dispose();
  }
}
