import { env, getKernel } from '@tensorflow/tfjs-core';
import { afterAll, describe, expect, it, vi } from 'vitest';
import { at, distance } from '../../oracle.test-helpers';
import { ownKernelNames } from '../../operations/own-kernel-names';
import { forked, train, trainerOf } from '../../testing/small-experiments';
import { useBackend } from '../../backend/node-backends';
import { canRunAssembly } from './assembly-module';

// A machine without vector instructions refuses every module that has them: TensorFlow.js then
// takes its plain one.
const validate = vi.spyOn(WebAssembly, 'validate').mockReturnValue(false);
afterAll(() => {
  validate.mockRestore();
});

describe('WebAssembly without vector instructions', () => {
  it('has no kernels of assembly/, but those that training needs', async () => {
    await useBackend('wasm');
    expect(await env().getAsync('WASM_HAS_SIMD_SUPPORT')).toBe(false);
    expect(canRunAssembly()).toBe(false);
    for (const name of ownKernelNames) expect(getKernel(name, 'wasm') ?? undefined).toBeUndefined();
    for (const name of ['Conv2DBackpropFilter', 'Conv2DBackpropInput', 'MaxPoolGrad', 'AvgPoolGrad']) {
      expect(getKernel(name, 'wasm')).toBeDefined();
    }
  });

  it('trains to the same weights as the cpu backend', async () => {
    const weights = [];
    for (const backend of ['cpu', 'wasm'] as const) {
      await useBackend(backend);
      const trainer = trainerOf(forked);
      await train(trainer, forked, 2, 3);
      const { weights: values } = await trainer.state();
      weights.push({ shape: [values.length], values });
      trainer.dispose();
    }
    expect(distance(at(weights, 0), at(weights, 1))).toBeLessThan(1e-3);
  });
});
