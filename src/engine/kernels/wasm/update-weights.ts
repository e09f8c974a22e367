import { addressOf, BYTES, call, withScratch } from './assembly-module';
import { free, inputOf, listOf, ownKernel } from './kernel-arguments';

/**
 * See operations/README.md, and optimizers/README.md for the programs: one pass over the weights,
 * whatever the rule.
 */
export const updateWeights = ownKernel('UpdateWeights', (args, backend) => {
  const { inputs } = args;
  const program = listOf(args, 'program');
  const places = listOf(args, 'outputs');
  const constants = listOf(args, 'constants');
  const weights = inputOf(args, 'weights');
  const [count = 0] = weights.shape;
  const results = places.map(() => backend.makeOutput([count], 'float32'));
  const squares = inputs['squares'];
  const slots: number[] = [];
  for (let slot = inputs['slot0']; slot !== undefined; slot = inputs[`slot${slots.length}`]) slots.push(addressOf(backend, slot));
  const addresses = [
    addressOf(backend, weights),
    addressOf(backend, inputOf(args, 'gradient')),
    squares === undefined ? 0 : addressOf(backend, squares),
    ...slots,
  ];
  // One tensor tells all: the program, where things lie, and behind them the constants.
  const words = Int32Array.of(...program, ...addresses, ...places, ...results.map((result) => addressOf(backend, result)), ...constants);
  new Float32Array(words.buffer).set(constants, words.length - constants.length);
  const told = backend.makeOutput([words.length], 'int32', undefined, words);
  const at = addressOf(backend, told);
  const inputsAt = at + program.length * BYTES;
  const placesAt = inputsAt + addresses.length * BYTES;
  const outputsAt = placesAt + places.length * BYTES;
  const constantsAt = outputsAt + results.length * BYTES;
  const instructions = program.length / 4;
  withScratch(backend, call(backend, 'updateWeightsScratch', instructions), (scratch) => {
    call(backend, 'updateWeights', at, instructions, constantsAt, inputsAt, placesAt, outputsAt, results.length, count, scratch);
  });
  free(backend, told);
  return results;
});
