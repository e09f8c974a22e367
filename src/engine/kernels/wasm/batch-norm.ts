import { addressOf, call, withScratch } from './assembly-module';
import { inputOf, numberOf, ownKernel } from './kernel-arguments';

/** See operations/README.md. */
export const batchNormForward = ownKernel('BatchNormForward', (args, backend) => {
  const x = inputOf(args, 'x');
  const [rows = 0, channels = 0] = x.shape;
  const y = backend.makeOutput([rows, channels], 'float32');
  const mean = backend.makeOutput([channels], 'float32');
  const variance = backend.makeOutput([channels], 'float32');
  const [gamma, beta] = ['gamma', 'beta'].map((name) => addressOf(backend, inputOf(args, name)));
  withScratch(backend, channels, (scratch) => {
    call(
      backend, 'batchNormForward', addressOf(backend, x), gamma ?? 0, beta ?? 0, rows, channels, numberOf(args, 'epsilon'),
      addressOf(backend, y), addressOf(backend, mean), addressOf(backend, variance), scratch,
    );
  });
  return [y, mean, variance];
});

/** See operations/README.md. */
export const batchNormBackward = ownKernel('BatchNormBackward', (args, backend) => {
  const cotangent = inputOf(args, 'cotangent');
  const [tasks = 0, rows = 0, channels = 0] = cotangent.shape;
  const input = backend.makeOutput([tasks, rows, channels], 'float32');
  const weights = backend.makeOutput([tasks, 2 * channels], 'float32');
  const addresses = ['x', 'gamma', 'mean', 'variance'].map((name) => addressOf(backend, inputOf(args, name)));
  withScratch(backend, 3 * channels, (scratch) => {
    call(
      backend, 'batchNormBackward', addressOf(backend, cotangent), ...addresses, tasks, rows, channels, numberOf(args, 'epsilon'),
      addressOf(backend, input), addressOf(backend, weights), scratch,
    );
  });
  return [input, weights];
});
