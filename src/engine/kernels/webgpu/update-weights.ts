import { instructionsOf, type Instruction } from '../../optimizers/program';
import { ownKernel } from './kernel-attributes';
import { dispatch, output } from './runner';
import type { Program } from './runner-program';
import { foursOf, forEachIndex, inFours, lengthOf, workgroupsFor } from './threads';

/** As many buffers as every device binds. */
const mostBuffers = 8;

/**
 * An optimiser's step for all weights and slots in one dispatch: the update program as WGSL. (Two
 * dispatches where inputs and results together are more buffers than a device binds.)
 */
export const updateWeights = ownKernel('UpdateWeights', ({ backend, tensor, optional, numbers }) => {
  const weights = tensor('weights');
  const instructions = instructionsOf(numbers('program'));
  const outputs = numbers('outputs');
  const constants = numbers('constants');
  const names = ['weights', 'gradient', 'squares', 'slot0', 'slot1', 'slot2'].filter((name) => optional(name) !== undefined && isRead(name, instructions));
  const results = outputs.map(() => output(backend, weights.shape));
  const most = mostBuffers - names.length;
  for (let first = 0; first < outputs.length; first += most) {
    dispatch(backend, programOf(instructions, outputs.slice(first, first + most), names, constants.length), {
      inputs: names.map(tensor),
      outputs: results.slice(first, first + most),
      uniforms: [['f32', ...inFours(constants)]],
      workgroups: workgroupsFor(lengthOf(weights)),
    });
  }
  return results;
});

/** A buffer that no instruction reads must not be bound. */
function isRead(name: string, instructions: readonly Instruction[]): boolean {
  return instructions.some((instruction) => bufferOf(instruction) === name);
}

function bufferOf({ operation, operands }: Instruction): string | undefined {
  switch (operation) {
    case 'weight':
      return 'weights';
    case 'gradient':
    case 'squares':
      return operation;
    case 'slot':
      return `slot${operands[0] ?? 0}`;
    default:
      return undefined;
  }
}

function programOf(instructions: readonly Instruction[], outputs: readonly number[], names: readonly string[], constants: number): Program {
  return {
    key: `UpdateWeights ${names.join(' ')} ${outputs.join()} ${instructions.map(({ operation, operands }) => [operation, ...operands].join(' ')).join()}`,
    inputs: names.map((name) => [name, 'f32']),
    outputs: outputs.map((_, index) => [`result${index}`, 'f32']),
    uniforms: [['constants', `array<vec4<f32>, ${foursOf(constants)}>`]],
    body: () => {
      const lines = instructions.map((instruction, place) => `let value${place} = ${expressionOf(instruction)};`);
      const writes = outputs.map((place, index) => `result${index}[index] = value${place};`);
      return forEachIndex('arrayLength(&result0)', [...lines, ...writes].join('\n  '));
    },
  };
}

function expressionOf({ operation, operands }: Instruction): string {
  const [first = 0, second = 0, third = 0] = operands;
  const [a, b, c] = [`value${first}`, `value${second}`, `value${third}`];
  switch (operation) {
    case 'weight':
      return 'weights[index]';
    case 'gradient':
      return 'gradient[index]';
    case 'squares':
      return 'squares[0]';
    case 'slot':
      return `slot${first}[index]`;
    case 'constant':
      return `uniforms.constants[${Math.floor(first / 4)}][${first % 4}]`;
    case 'add':
      return `${a} + ${b}`;
    case 'subtract':
      return `${a} - ${b}`;
    case 'multiply':
      return `${a} * ${b}`;
    case 'divide':
      return `${a} / ${b}`;
    case 'minimum':
      return `min(${a}, ${b})`;
    case 'maximum':
      return `max(${a}, ${b})`;
    case 'squareRoot':
      return `sqrt(${a})`;
    case 'square':
      return `${a} * ${a}`;
    case 'absolute':
      return `abs(${a})`;
    case 'sign':
      return `sign(${a})`;
    case 'select':
      return `select(${c}, ${b}, ${a} > 0.0)`;
  }
}
