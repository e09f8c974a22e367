import { spawn, spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { ROOT } from '../scripts/setup.mjs';
import type { ReferenceNetwork, Trained } from './messages';

const script = join(ROOT, 'bench', 'reference', 'pytorch.py');

/** The first Python that has PyTorch; looked for once. */
let found: string | undefined;

/** True where some Python has PyTorch, so that it must be measured. */
export function hasPyTorch(): boolean {
  found ??= ['/usr/bin/python3', 'python3', 'python'].find((python) => spawnSync(python, ['-c', 'import torch']).status === 0);
  return found !== undefined;
}

function pythonWithTorch(): string {
  if (!hasPyTorch() || found === undefined) throw new Error('no Python here has PyTorch (Debian: python3-torch)');
  return found;
}

/** Times the same network in PyTorch. Throws where there is no PyTorch. */
export async function trainPyTorch(order: {
  readonly network: ReferenceNetwork;
  readonly batch: number;
  readonly threads: number;
  readonly repeats: number;
  readonly repeat: number;
  readonly warmUp: number;
}): Promise<Trained> {
  const answer = await runPython(pythonWithTorch(), JSON.stringify(order));
  const { times, stepsPerRepeat, losses }: Pick<Trained, 'times' | 'stepsPerRepeat' | 'losses'> = JSON.parse(answer);
  return { adapter: '', times, stepsPerRepeat, losses, counts: undefined };
}

function runPython(python: string, input: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(python, [script]);
    const output: string[] = [];
    const errors: string[] = [];
    child.stdout.on('data', (part) => output.push(String(part)));
    child.stderr.on('data', (part) => errors.push(String(part)));
    child.on('error', reject);
    child.on('close', (code) => {
      if (code === 0) resolve(output.join(''));
      else reject(new Error(errors.join('').trim().split('\n').at(-1) ?? 'PyTorch failed'));
    });
    child.stdin.end(input);
  });
}
