import convnetjs from 'convnetjs';
import type { ReferenceNetwork, StockOrder, Trained } from '../messages';
import { timed } from '../workers/timing';

/**
 * Trains the network of the first task in ConvNetJS, which knows one task only, and no Adam:
 * Adadelta, which keeps two numbers per weight too. It runs through a batch image by image. Throws
 * for layers that it lacks.
 */
export async function trainConvNet({ network, batch, timing }: StockOrder): Promise<Trained> {
  const [height = 1, width = 1, channels = 1] = network.image;
  const net = new convnetjs.Net();
  net.makeLayers([{ type: 'input', out_sx: width, out_sy: height, out_depth: channels }, ...pathToFirstHead(network)]);
  const trainer = new convnetjs.Trainer(net, { method: 'adadelta', batch_size: batch, l2_decay: 0 });
  const [classes = 1] = network.tasks[0]?.outputShape ?? [];
  const examples = Array.from({ length: batch }, (_, index) => {
    const volume = new convnetjs.Vol(width, height, channels, 0);
    volume.w.forEach((_value, place) => (volume.w[place] = Math.random() - 0.5));
    return { volume, label: index % classes };
  });
  let loss = Number.NaN;
  const step = () => {
    for (const { volume, label } of examples) loss = trainer.train(volume, label).loss;
  };
  const { times, stepsPerRepeat } = await timed(timing, { step, finish: () => Promise.resolve() });
  return { adapter: '', times, stepsPerRepeat, losses: [loss], counts: undefined };
}

function pathToFirstHead({ layers, tasks }: ReferenceNetwork): Readonly<Record<string, string | number>>[] {
  const [task] = tasks;
  if (task?.loss !== 'cross-entropy') throw new Error('the first task is no classification');
  const path: ReferenceNetwork['layers'][number][] = [];
  let at = layers.find(({ id }) => id === task.head);
  while (at !== undefined && at.kind !== 'input') {
    if (at.inputs.length !== 1) throw new Error('ConvNetJS takes chains of layers alone');
    path.unshift(at);
    const [before] = at.inputs;
    at = layers.find(({ id }) => id === before);
  }
  return path.map(({ kind, values, outputShape }) => {
    const activation = values['activation'] === 'relu' ? { activation: 'relu' } : {};
    switch (kind) {
      case 'conv2d':
        return {
          type: 'conv',
          sx: Number(values['kernel']),
          filters: Number(values['filters']),
          stride: Number(values['stride']),
          pad: Math.floor(Number(values['kernel']) / 2),
          ...activation,
        };
      case 'max-pool':
        return { type: 'pool', sx: Number(values['size']), stride: Number(values['stride']) };
      case 'dense':
        return { type: 'fc', num_neurons: Number(values['units']), ...activation };
      case 'head':
        return { type: 'softmax', num_classes: outputShape[0] ?? 1 };
      default:
        throw new Error(`ConvNetJS has no ${kind}`);
    }
  });
}
