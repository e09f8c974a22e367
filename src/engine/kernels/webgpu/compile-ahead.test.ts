import { env } from '@tensorflow/tfjs-core';
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import { beforeAll, describe, expect, it } from 'vitest';
import { compileWarmUp } from './compile-ahead';

/**
 * What compiling ahead needs of a backend, and a way to run a stock program as TensorFlow.js 4.22
 * does.
 */
function fakeBackend() {
  const pipelineCache: Record<string, unknown> = {};
  const ends = new Map<string, { resolve: (pipeline: string) => void; reject: (error: Error) => void }>();
  const backend: WebGPUBackend = Object.assign(Object.create(null), { pipelineCache, device: {}, read: () => Promise.resolve(new Float32Array(0)) });
  const begun: string[] = [];
  const run = (key: string): unknown => {
    const compileOnly = env().getBool('WEBGPU_ENGINE_COMPILE_ONLY');
    if (!(key in pipelineCache)) {
      begun.push(key);
      pipelineCache[key] = compileOnly ? new Promise((resolve, reject) => ends.set(key, { resolve, reject })) : `${key}, waited for`;
    }
    if (!compileOnly && pipelineCache[key] instanceof Promise) throw new Error('Please call checkCompileCompletionAsync');
    return pipelineCache[key];
  };
  const progress: (readonly [done: number, total: number])[] = [];
  const warmUp = (warmUp: () => Promise<void>) => compileWarmUp(backend, warmUp, (done, total) => progress.push([done, total]));
  return { run, begun, progress, warmUp, ends, cache: pipelineCache };
}

const runs = (run: (key: string) => unknown, ...keys: string[]) => () => {
  keys.forEach(run);
  return Promise.resolve();
};

beforeAll(() => env().registerFlag('WEBGPU_ENGINE_COMPILE_ONLY', () => false));

describe('programs of TensorFlow.js that are compiled ahead', () => {
  it('are there once they are compiled', async () => {
    const { run, warmUp, ends, progress } = fakeBackend();
    const { compiled } = await warmUp(runs(run, 'fill', 'concat'));
    for (const [key, { resolve }] of ends) resolve(`${key}, ahead`);
    await compiled;
    expect([run('fill'), run('concat')]).toEqual(['fill, ahead', 'concat, ahead']);
    expect(progress).toEqual([[0, 2], [1, 2], [2, 2]]);
  });

  it('can be run after a warm-up that broke off', async () => {
    const { run, warmUp, ends } = fakeBackend();
    const broken = warmUp(async () => {
      run('fill');
      run('concat');
      await Promise.reject(new Error('one value per channel'));
    });
    await expect(broken).rejects.toThrow('one value per channel');
    expect(env().getBool('WEBGPU_ENGINE_COMPILE_ONLY')).toBe(false);
    expect(run('fill')).toBe('fill, waited for');
    for (const [key, { resolve }] of ends) resolve(`${key}, ahead`);
    await new Promise((resolve) => setTimeout(resolve));
    expect([run('fill'), run('concat')]).toEqual(['fill, waited for', 'concat, ahead']);
  });

  it('are compiled where they are used when that comes first, or when they failed ahead', async () => {
    const { run, warmUp, ends } = fakeBackend();
    const { compiled } = await warmUp(runs(run, 'fill', 'concat'));
    expect(run('fill')).toBe('fill, waited for');
    ends.get('fill')?.resolve('fill, ahead');
    ends.get('concat')?.reject(new Error('does not compile'));
    await compiled;
    expect([run('fill'), run('concat')]).toEqual(['fill, waited for', 'concat, waited for']);
  });

  it('are begun once, also by two warm-ups', async () => {
    const { run, warmUp, begun, ends, cache } = fakeBackend();
    const first = await warmUp(runs(run, 'fill'));
    const second = await warmUp(runs(run, 'fill', 'concat'));
    for (const [key, { resolve }] of ends) resolve(`${key}, ahead`);
    await Promise.all([first.compiled, second.compiled]);
    expect(begun).toEqual(['fill', 'concat']);
    expect(cache).toEqual({ fill: 'fill, ahead', concat: 'concat, ahead' });
  });
});
