import type { Experiment } from '../../src/experiment/schema';
import type { DeviceId } from '../../src/protocol/device';
import type { LayerValues, Recording, ReferenceNetwork, WorkerOrders } from '../messages';

type RecordingKinds = 'ours-recording' | 'stock-replay';

/**
 * A training to be repeated: on each of our devices, and by stock TensorFlow.js on its cpu backend.
 */
export interface Comparison {
  readonly experiment: Experiment;
  readonly network: ReferenceNetwork;
  readonly devices: readonly DeviceId[];
  readonly steps: number;
  readonly dataUrl: string;
}

export interface Compared {
  /** [steps][tasks] */
  readonly stock: Recording['losses'];
  readonly ours: readonly {
    readonly device: DeviceId;
    /** [steps][tasks] */
    readonly losses: Recording['losses'];
    /**
     * ‖ours − stock‖ / ‖stock‖ of the gradient of the weighted total by all weights, before the
     * first step.
     */
    readonly gradientDistance: number;
    readonly gradientLength: number;
  }[];
}

/**
 * Trains on the devices, and with the first weights and the examples of the first of them in stock
 * TensorFlow.js.
 */
export async function compareWithStock(
  order: <Kind extends RecordingKinds>(kind: Kind, payload: WorkerOrders[Kind]['payload']) => Promise<WorkerOrders[Kind]['reply']>,
  { experiment, network, devices, steps, dataUrl }: Comparison,
): Promise<Compared> {
  const recordings: { readonly device: DeviceId; readonly recording: Recording }[] = [];
  for (const device of devices) recordings.push({ device, recording: await order('ours-recording', { experiment, device, steps, dataUrl }) });
  const [first] = recordings;
  if (first === undefined) throw new Error('nothing to compare');
  const stock = await order('stock-replay', { network, recording: first.recording });
  return {
    stock: stock.losses,
    ours: recordings.map(({ device, recording }) => {
      const own = flat(recording.gradient);
      return { device, losses: recording.losses, gradientDistance: distance(own, flat(stock.gradient)), gradientLength: own.length };
    }),
  };
}

/** All numbers in one line, layers by name: the two need not list them in the same order. */
function flat(layers: readonly LayerValues[]): readonly number[] {
  return layers
    .toSorted((one, two) => (one.layer < two.layer ? -1 : 1))
    .flatMap(({ values }) => values.flatMap(({ numbers }) => Array.from(numbers)));
}

/** The norm of the difference over the norm of the second; infinite where their lengths differ. */
function distance(first: readonly number[], second: readonly number[]): number {
  if (first.length !== second.length) return Infinity;
  const norm = (numbers: readonly number[]) => Math.sqrt(numbers.reduce((sum, number) => sum + number * number, 0));
  return norm(first.map((number, index) => number - (second[index] ?? Number.NaN))) / norm(second);
}
