import { getKernel, memory, registerKernel, unregisterKernel } from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import { useBackend } from '../backend/node-backends';
import { expectedLosses, selfTest, selfTestLosses } from './self-test';

describe('self-test', () => {
  it('expects what the cpu backend computes', async () => {
    await useBackend('cpu');
    const losses = await selfTestLosses();
    expect(losses).toHaveLength(expectedLosses.length);
    losses.forEach((loss, index) => expect(loss).toBeCloseTo(expectedLosses[index] ?? Number.NaN, 5));
    expect(await selfTest()).toBeUndefined();
  });

  it('passes on WASM and leaves nothing behind', async () => {
    await useBackend('wasm');
    expect(await selfTest()).toBeUndefined();
    const before = memory().numTensors;
    await selfTest();
    await Promise.resolve();
    expect(memory().numTensors).toBe(before);
  });

  it('finds out a backend whose gradients are wrong', async () => {
    await useBackend('cpu');
    const name = 'Conv2DBackpropFilter';
    const kernel = getKernel(name, 'cpu');
    unregisterKernel(name, 'cpu');
    registerKernel({
      ...kernel,
      kernelFunc: (args) => {
        const gradient = kernel.kernelFunc(args);
        if (Array.isArray(gradient)) throw new Error('one tensor expected');
        return getKernel('Neg', 'cpu').kernelFunc({ backend: args.backend, inputs: { x: gradient }, attrs: {} });
      },
    });
    try {
      expect(await selfTest()).toMatch(/losses/);
    } finally {
      unregisterKernel(name, 'cpu');
      registerKernel(kernel);
    }
  });
});
