import type { DeviceId } from '../src/protocol/device';
import { median } from '../src/lib/median';
import { orSkipped, type Bench } from './bench';
import { documentOf, type ModelId } from './documents';
import type { ProductRate } from './messages';

const devices = ['wasm', 'webgpu'] as const satisfies readonly DeviceId[];
const leastShare = 50;

/**
 * What convolutions and products reach, as a share of the best plain matrix product on the same
 * device in the same run.
 */
export async function measureShares(bench: Bench): Promise<void> {
  const { quick } = bench;
  const models: readonly ModelId[] = quick ? ['cnn-2head', 'mlp'] : ['cnn-2head', 'mlp', 'cnn-cifar'];
  const experiments = models.map(documentOf);
  const { report } = bench;
  const timing = quick ? { repeats: 5, repeat: 80, warmUp: 80 } : bench.timing;
  for (const device of quick ? devices.slice(0, 1) : devices) {
    report.section(`convolutions and products on ${device}`);
    const stock = await orSkipped(report, `plain products, stock, ${device}`, () => bench.order('stock-products', { backend: device, timing }));
    for (const rate of stock ?? []) tell(bench, `plain product ${rate.name}, stock`, rate);
    const ours = await orSkipped(report, `products, ours, ${device}`, () => bench.order('ours-products', { device, experiments, timing }));
    for (const rate of ours?.plain ?? []) tell(bench, `plain product ${rate.name}, ours`, rate);
    const best = Math.max(...[...(stock ?? []), ...(ours?.plain ?? [])].map(speed));
    // Without stock products there is no telling what is best.
    const complete = stock !== undefined && ours !== undefined;
    const shares = (ours?.used ?? []).map((rate) => ({ name: rate.name, share: (100 * speed(rate)) / best }));
    for (const [index, rate] of (ours?.used ?? []).entries()) tell(bench, rate.name, rate, `${(shares[index]?.share ?? 0).toFixed(0)} % of the best`);
    const worst = shares.toSorted((one, two) => one.share - two.share)[0];
    const below = shares.filter(({ share }) => share < leastShare).length;
    report.judge(`${device}: least share of the best plain product`, complete ? worst?.share : undefined, 'at least', leastShare, {
      unit: '%',
      note: worst === undefined ? '' : `${worst.name}; ${below} of ${shares.length} below`,
    });
  }
}

/** GFLOP/s at the median. */
function speed({ operations, times }: ProductRate): number {
  return operations / median(times) / 1e6;
}

function tell({ report }: Bench, name: string, { operations, times }: ProductRate, note = ''): void {
  report.row(name, times.map((time) => operations / time / 1e6), 'GFLOP/s', { note });
}
