import type { TensorInfo } from '@tensorflow/tfjs-core';
import { ownKernel, type KernelInput } from './kernel-attributes';
import { runProgram } from './runner';
import type { Program } from './runner-program';
import { forEachIndex, lengthOf, workgroupsFor } from './threads';

/**
 * The derivatives as WGSL expressions of `y`: the activation's output, for GELU the value before
 * it. Φ comes from the error function by Abramowitz and Stegun 1964, formula 7.1.26 (error below
 * 1.5e-7), as in TensorFlow.js.
 */
const slopes: Readonly<Record<string, string>> = {
  relu: 'select(0.0, 1.0, y > 0.0)',
  sigmoid: 'y * (1.0 - y)',
  tanh: '1.0 - y * y',
  gelu: 'normalCdf(y) + y * exp(-0.5 * y * y) * 0.3989422804014327',
};

const normalCdf = `
fn normalCdf(x: f32) -> f32 {
  let z = abs(x) * 0.7071067811865476;
  let t = 1.0 / (1.0 + 0.3275911 * z);
  let tail = ((((1.061405429 * t - 1.453152027) * t + 1.421413741) * t - 0.284496736) * t + 0.254829592) * t * exp(-z * z);
  return 0.5 * (1.0 + sign(x) * (1.0 - tail));
}`;

function programOf(activation: string, ofSum: boolean): Program {
  const slope = slopes[activation];
  if (slope === undefined) throw new Error(`no derivative of ${activation}`);
  return {
    key: `ActivationGradient${ofSum ? 'OfSum' : ''} ${activation}`,
    inputs: [['cotangent', 'f32'], ['reference', 'f32'], ...(ofSum ? [['more', 'f32']] as const : [])],
    outputs: [['gradient', 'f32']],
    body: () =>
      normalCdf +
      forEachIndex('arrayLength(&gradient)', `
  let y = reference[index % arrayLength(&reference)];
  gradient[index] = ${ofSum ? '(cotangent[index] + more[index])' : 'cotangent[index]'} * (${slope});`),
  };
}

/**
 * cotangent · derivative in one pass for all tasks, where TensorFlow.js takes two to eight and one
 * product per task.
 */
export const activationGradient = ownKernel('ActivationGradient', (given) => gradient(given, ['cotangent', 'reference']));

/** The same of the sum of two cotangents, which is not written out before. */
export const activationGradientOfSum = ownKernel('ActivationGradientOfSum', (given) => gradient(given, ['cotangent', 'reference', 'more']));

function gradient({ backend, tensor, text }: KernelInput, names: readonly string[]): TensorInfo {
  const { shape } = tensor('cotangent');
  const program = programOf(text('activation'), names.includes('more'));
  return runProgram(backend, program, names.map(tensor), shape, workgroupsFor(lengthOf(tensor('cotangent'))));
}
