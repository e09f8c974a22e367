import { hasPyTorch } from './pytorch';
import type { Report } from './report';

/** What must hold on a machine with two cores and no GPU: least ratios, by their keys. */
const leastRatios: readonly (readonly [key: string, limit: number, what: string])[] = [
  ['cnn-2head.webgpu.stock', 20, 'cnn-2head, WebGPU, against stock WebGPU'],
  ['cnn-2head.wasm.stock-cpu', 30, 'cnn-2head, WASM, against stock cpu'],
  ['cnn-2head.wasm.convnetjs', 10, 'cnn-2head, WASM, against ConvNetJS'],
  ['cnn-2head.wasm.pytorch', 0.5, 'cnn-2head, WASM, against PyTorch on 2 threads'],
  ['cnn-cifar.webgpu.stock', 5, 'cnn-cifar, WebGPU, against stock WebGPU'],
  ['cnn-cifar.wasm.stock-cpu', 100, 'cnn-cifar, WASM, against stock cpu'],
  ['residual.webgpu.stock', 5, 'residual, WebGPU, against stock WebGPU'],
  ['residual.wasm.stock-cpu', 100, 'residual, WASM, against stock cpu'],
  ['mlp.wasm.stock', 2, 'mlp, WASM, against stock WASM'],
];

/**
 * Judges what a step takes, for the networks that were measured. Where no Python has PyTorch,
 * nothing is said of it.
 */
export function judgeSteps(report: Report, models: readonly string[]): void {
  for (const [key, limit, what] of leastRatios) {
    const measured = models.some((model) => key.startsWith(`${model}.`));
    const excused = key.endsWith('.pytorch') && !hasPyTorch();
    if (measured && !excused) report.judge(what, report.ratios[key], 'at least', limit, { unit: '×' });
  }
  if (!models.includes('cnn-2head')) return;
  const count = (name: string) => report.counts[`cnn-2head.webgpu.${name}`];
  const operations = (kind: string) => sum(count(`${kind}dispatches`), count(`${kind}copies`));
  const measuring = operations('measuring.');
  const note = `dispatches and copies; a step that measures the conflict: ${measuring ?? 'not measured'}`;
  report.judge('cnn-2head, device operations a step on WebGPU', operations(''), 'at most', 45, { note });
  report.judge('cnn-2head, uploads a step on WebGPU', count('uploads'), 'at most', 2, { note: 'without uniforms' });
  for (const [kind, title] of [['', 'step'], ['measuring.', 'measuring step']] as const) {
    report.judge(`cnn-2head, read-backs in a ${title} on WebGPU`, count(`${kind}readbacks`), 'at most', 0);
    report.judge(`cnn-2head, buffers created in a warm ${title}`, count(`${kind}buffersCreated`), 'at most', 0);
    report.judge(`cnn-2head, pipelines created in a warm ${title}`, count(`${kind}pipelinesCreated`), 'at most', 0);
  }
}

function sum(first: number | undefined, second: number | undefined): number | undefined {
  return first === undefined || second === undefined ? undefined : first + second;
}
