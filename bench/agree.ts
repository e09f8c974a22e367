import { commandOptions } from '../scripts/command-options.mjs';
import type { DeviceId } from '../src/protocol/device';
import { documentOf, withBatch, type ModelId } from './documents';
import { short } from './measurement';
import { openBench } from './open-bench';
import type { Compared } from './page/agreement';
import { referenceNetwork } from './reference-network';

/**
 * What is compared. Stock TensorFlow.js on cpu takes a second for an image of the larger networks:
 * few images, few steps.
 */
const comparisons: readonly { readonly model: ModelId; readonly steps: number; readonly batch: number }[] = [
  { model: 'cnn-2head', steps: 50, batch: 64 },
  { model: 'mlp', steps: 50, batch: 64 },
  { model: 'cnn-cifar', steps: 10, batch: 1 },
  { model: 'residual', steps: 3, batch: 8 },
];
const devices: readonly DeviceId[] = ['wasm', 'webgpu'];
/** Relative differences that may be. */
const limits = { loss: 1e-3, gradient: 1e-4 } as const;

commandOptions({}, 'npm run agree   compares numbers with stock TensorFlow.js, some two minutes; takes no options');

const { page, dataUrl, close } = await openBench({ app: false });
let compared = 0;
let failed = 0;
try {
  for (const { model, steps, batch } of comparisons) {
    const experiment = withBatch(documentOf(model), batch);
    const asked = { experiment, network: referenceNetwork(experiment), devices, steps, dataUrl };
    const begin = performance.now();
    // Each of its workers is ended after ten minutes without an answer.
    const result = await page.evaluate((comparison) => window.bench?.compare(comparison), asked);
    if (result === undefined) throw new Error('the benchmark page is not there');
    console.log(`${model}, ${steps} steps, batch ${batch}, against stock TensorFlow.js on cpu  [${Math.round((performance.now() - begin) / 1000)} s]`);
    for (const ours of result.ours) judge(ours, result.stock, steps);
  }
} finally {
  await close();
}
console.log(`${compared} numbers compared, ${failed} comparisons failed`);
process.exitCode = failed === 0 && compared > 0 ? 0 : 1;

function judge({ device, losses, gradientDistance, gradientLength }: Compared['ours'][number], stock: Compared['stock'], steps: number): void {
  const differences = stock.flatMap((row, step) => row.map((loss, task) => Math.abs((losses[step]?.[task] ?? Number.NaN) - loss) / Math.abs(loss)));
  const worst = differences.reduce((most, difference) => (difference <= most ? most : difference), 0);
  compared += differences.length + gradientLength;
  const complete = stock.length === steps && losses.length === steps && differences.length > 0 && gradientLength > 0;
  tell(`${device}: losses, worst of ${differences.length} relative differences`, worst, limits.loss, complete);
  tell(`${device}: gradient before the first step, ${gradientLength} weights, in norm`, gradientDistance, limits.gradient, complete);
}

/** NaN is above every limit. */
function tell(what: string, value: number, limit: number, complete: boolean): void {
  const holds = complete && value <= limit;
  if (!holds) failed += 1;
  console.log(`  ${holds ? 'holds' : 'FAILS'}  ${what.padEnd(66)} ${short(value).padStart(9)}  (at most ${limit})${complete ? '' : ' incomplete'}`);
}
