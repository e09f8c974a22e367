import { backend, dispose, getKernel, memory, setBackend, tidy, type Tensor } from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-cpu';
import { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import { webgpuStarter } from '../../backend/webgpu-device';
import type { KernelCase } from '../../kernels/webgpu/cases/kernel-case';
import { kernelCases } from '../../kernels/webgpu/cases/kernel-cases';
import { declareAdapter } from '../../kernels/webgpu/variants';
import type { SuiteMessage } from './kernel-suite-messages';
import { trainThroughSession } from './session-compiles';
import { countSteps } from './step-counts';

/** Values that were stated have no shape of their own. */
type Outcome = { readonly values: ArrayLike<number>; readonly shape: readonly number[] | undefined };

/** Errors that the device reported since they were last asked for. */
const deviceErrors: string[] = [];

function post(message: SuiteMessage): void {
  postMessage(message);
}

async function outcomesOf(one: KernelCase): Promise<readonly Outcome[]> {
  const results = tidy((): Tensor[] => [...one.run()]);
  const outcomes = await Promise.all(
    results.map(async (result) => ({ values: Float32Array.from(await result.data()), shape: result.shape })),
  );
  dispose(results);
  return outcomes;
}

/** What is wrong with a case on WebGPU, or undefined. */
async function faultOf(one: KernelCase, expected: readonly Outcome[]): Promise<string | undefined> {
  const known: unknown = getKernel(one.kernel, 'webgpu');
  if (known === undefined || known === null) return 'is not registered';
  const before = memory().numTensors;
  deviceErrors.length = 0;
  try {
    const measured = await outcomesOf(one);
    if (deviceErrors.length > 0) return deviceErrors.join('; ');
    if (memory().numTensors !== before) return `leaves ${memory().numTensors - before} tensors`;
    if (measured.length !== expected.length) return `${measured.length} results instead of ${expected.length}`;
    const faults = expected.map((outcome, index) => difference(outcome, measured[index], one.tolerance ?? 1e-5));
    return faults.find((fault) => fault !== undefined);
  } catch (error) {
    return [String(error), ...deviceErrors].join('; ');
  }
}

function difference(expected: Outcome, measured: Outcome | undefined, tolerance: number): string | undefined {
  if (measured === undefined) return 'no result';
  if (measured.values.length !== expected.values.length) return `${measured.values.length} values instead of ${expected.values.length}`;
  const [shape, wanted] = [measured.shape?.join(), expected.shape?.join()];
  if (wanted !== undefined && shape !== wanted) return `shape [${shape}] instead of [${wanted}]`;
  const values = Array.from(expected.values);
  const scale = values.reduce((most, value) => Math.max(most, Math.abs(value)), 1);
  for (const [index, value] of values.entries()) {
    const got = measured.values[index] ?? Number.NaN;
    // Written so that NaN counts as wrong where none is expected.
    if (Object.is(got, value) || Math.abs(got - value) <= tolerance * scale) continue;
    return `${got} instead of ${value} at ${index} of ${values.length}`;
  }
  return undefined;
}

/**
 * Computes all cases on the cpu backend first, since the two backends must not be current at once.
 */
async function expectedOutcomes(cases: readonly KernelCase[]): Promise<readonly (readonly Outcome[])[]> {
  await setBackend('cpu');
  const all: (readonly Outcome[])[] = [];
  for (const one of cases) {
    const stated = one.expected?.();
    all.push(stated === undefined ? await outcomesOf(one) : stated.map((values) => ({ values, shape: undefined })));
  }
  return all;
}

async function startWebgpu(): Promise<GPUDevice> {
  const started = await webgpuStarter.start('any');
  if (!started.ok) throw new Error(`WebGPU does not start: ${started.error.reason} ${started.error.detail}`);
  const current = backend();
  if (!(current instanceof WebGPUBackend)) throw new Error('the current backend is not WebGPU');
  void current.device.lost.then(({ message }) => post({ type: 'broken', detail: `the device was lost: ${message}` }));
  current.device.addEventListener('uncapturederror', ({ error }) => deviceErrors.push(error.message));
  return current.device;
}

/**
 * Runs the cases whose kernel or name holds a word ('' for all), trains, and counts what training
 * steps ask of the device. Briefly: without the thorough cases, and on the variants of kernels for
 * graphics processors alone.
 */
async function runSuite(brief: boolean, word: string): Promise<void> {
  const cases = kernelCases.filter(({ kernel, name, thorough = false }) => !(brief && thorough) && `${kernel} ${name}`.includes(word));
  const expected = await expectedOutcomes(cases);
  const device = await startWebgpu();
  // First the variants for graphics processors, which compute rightly in software too, then those
  // that will train here.
  for (const software of [false, true]) {
    declareAdapter(device, software);
    if (software && brief) break;
    for (const [index, one] of cases.entries()) {
      const name = software ? one.name : `${one.name} as on a graphics processor`;
      post({ type: 'case', kernel: one.kernel, name, fault: await faultOf(one, expected[index] ?? []) });
    }
  }
  for (const session of await trainThroughSession()) post({ type: 'session', session });
  // Last, since it leaves programs that do nothing; as on a graphics processor.
  declareAdapter(device, false);
  post({ type: 'counts', counts: await countSteps() });
}

// Who starts the worker names it after what to run, all or the brief suite and a word: a query in its
// address would make the module another one to those that import from it.
const [extent = '', ...words] = name.split(' ');
runSuite(extent === 'brief', words.join(' ')).then(
  () => post({ type: 'done' }),
  (error: unknown) => post({ type: 'broken', detail: error instanceof Error ? (error.stack ?? error.message) : String(error) }),
);
