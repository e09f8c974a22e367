import type { DeviceId } from '../src/protocol/device';
import type { Experiment } from '../src/experiment/schema';
import { median } from '../src/lib/median';
import { orSkipped, type Bench } from './bench';
import { documentOf, withBatch, type ModelId } from './documents';
import { stockBackends, type StepCounts, type StockBackend, type StockOrder, type Trained } from './messages';
import { trainPyTorch } from './pytorch';
import { referenceNetwork } from './reference-network';

const fullBatch = 64;
/** Networks of which a whole batch takes minutes on plain JavaScript, and on WebGL in software. */
const large: ReadonlySet<ModelId> = new Set(['cnn-cifar', 'residual']);
/** Of the smaller network only what a limit looks at, where time is short. */
const quickBackends: readonly StockBackend[] = ['wasm', 'cpu'];
/**
 * Milliseconds a step beyond which a smaller batch is taken, and those that a step of that may
 * take.
 */
const tooLong = { full: 60_000, smaller: 20_000 } as const;

/** A reference with the batch that it was measured with. */
interface Reference {
  readonly batch: number;
  readonly trained: Trained;
}

/**
 * Steps of one network: ours on every device, stock TensorFlow.js on every backend, ConvNetJS and
 * PyTorch.
 */
export async function measureSteps(bench: Bench, model: ModelId): Promise<void> {
  const { report } = bench;
  report.section(`${model}: a training step`);
  const experiment = documentOf(model);
  const { ours, oursAnew } = createOurs(bench, model, experiment);
  for (const backend of stockBackends) {
    // Right before what it is compared with, so that both have the same machine. On what is slow
    // anyway only the batch that is compared.
    if (!large.has(model) || backend === 'webgpu' || backend === 'wasm') await ours(backend, fullBatch);
    if (bench.quick && model !== 'cnn-2head' && !quickBackends.includes(backend)) continue;
    const stock = await measureStock(bench, model, experiment, backend);
    if (stock === undefined) continue;
    if (stock.trained.counts !== undefined) tellCounts(bench, `${model}.${backend}.stock`, stock.trained.counts);
    await compare(`${model}.${backend}.stock`, backend, stock);
    if (backend !== 'cpu') continue;
    await oursAnew('wasm', stock.batch);
    await compare(`${model}.wasm.stock-cpu`, 'wasm', stock);
  }
  const others = { convnetjs: () => measureConvNet(bench, model, experiment), pytorch: () => measurePyTorch(bench, model, experiment) };
  for (const [name, measure] of Object.entries(others)) {
    const other = await measure();
    if (other !== undefined) await compare(`${model}.wasm.${name}`, 'wasm', other);
  }

  async function compare(key: string, device: DeviceId, { batch, trained }: Reference): Promise<void> {
    const own = await ours(device, batch);
    if (own !== undefined) report.ratio(key, median(trained.times) / median(own.times));
  }
}

/**
 * Measures ours on a device with a batch: `ours` unless that was done before, `oursAnew` in any
 * case.
 */
function createOurs(bench: Bench, model: ModelId, experiment: Experiment) {
  const known = new Map<string, Trained | undefined>();
  const oursAnew = async (device: DeviceId, batch: number): Promise<Trained | undefined> => {
    const name = `${model}.${device}.ours`;
    const key = `${name} ${batch}`;
    const trained = await orSkipped(bench.report, name, () =>
      bench.order('ours-train', { experiment: withBatch(experiment, batch), device, dataUrl: bench.dataUrl, timing: bench.timing }),
    );
    known.set(key, trained);
    if (trained === undefined) return undefined;
    tellTrained(bench, name, batch, trained);
    if (trained.counts !== undefined && batch === fullBatch) tellCounts(bench, `${model}.${device}`, trained.counts);
    if (trained.measuring !== undefined && batch === fullBatch) tellCounts(bench, `${model}.${device}.measuring`, trained.measuring);
    return trained;
  };
  const ours = async (device: DeviceId, batch: number): Promise<Trained | undefined> => {
    const key = `${model}.${device}.ours ${batch}`;
    return known.has(key) ? known.get(key) : oursAnew(device, batch);
  };
  return { ours, oursAnew };
}

function tellTrained({ report }: Bench, name: string, batch: number, { times, adapter, losses }: Trained): void {
  const notes = [adapter, batch === fullBatch ? '' : 'smaller batch'].filter((note) => note !== '');
  if (losses.length === 0 || losses.some((loss) => !Number.isFinite(loss))) notes.push(`losses ${losses.join(', ')}`);
  report.row(name, times, 'ms', { batch, note: notes.join('; ') });
}

function tellCounts({ report }: Bench, prefix: string, counts: StepCounts): void {
  for (const [name, value] of Object.entries(counts)) report.count(`${prefix}.${name}`, value);
}

async function measureStock(bench: Bench, model: ModelId, experiment: Experiment, backend: StockBackend): Promise<Reference | undefined> {
  return measureReference(bench, `${model}.${backend}.stock`, experiment, (order) => bench.order('stock-train', { ...order, backend }));
}

async function measureConvNet(bench: Bench, model: ModelId, experiment: Experiment): Promise<Reference | undefined> {
  return measureReference(bench, `${model}.convnetjs, one task`, experiment, (order) => bench.order('convnetjs', order));
}

/**
 * Times a reference; where a step of the whole batch would take too long, with as many examples as
 * do not.
 */
async function measureReference(
  bench: Bench,
  name: string,
  experiment: Experiment,
  train: (order: StockOrder) => Promise<Trained>,
): Promise<Reference | undefined> {
  const network = referenceNetwork(experiment);
  return orSkipped(bench.report, name, async () => {
    const batch = await batchFor((few) => train({ network, batch: few, timing: { repeats: 1, repeat: 0, warmUp: 0 } }));
    const trained = await train({ network, batch, timing: bench.timing });
    tellTrained(bench, name, batch, trained);
    return { batch, trained };
  });
}

async function measurePyTorch(bench: Bench, model: ModelId, experiment: Experiment): Promise<Reference | undefined> {
  const name = `${model}.pytorch, 2 threads`;
  return orSkipped(bench.report, name, async () => {
    const { repeats, repeat, warmUp } = bench.timing;
    const trained = await trainPyTorch({ network: referenceNetwork(experiment), batch: fullBatch, threads: 2, repeats, repeat, warmUp });
    tellTrained(bench, name, fullBatch, trained);
    return { batch: fullBatch, trained };
  });
}

/**
 * How many examples a step may have, judged from a step of one and a step of four: the largest
 * power of two that is not too long.
 */
async function batchFor(train: (batch: number) => Promise<Trained>): Promise<number> {
  const one = median((await train(1)).times);
  if (one * fullBatch <= tooLong.full / 4) return fullBatch;
  const four = median((await train(4)).times);
  const each = Math.max((four - one) / 3, one / fullBatch);
  const fits = (batch: number, limit: number) => one + (batch - 1) * each <= limit;
  if (fits(fullBatch, tooLong.full)) return fullBatch;
  return [32, 16, 8, 4, 2].find((batch) => fits(batch, tooLong.smaller)) ?? 1;
}
