import { gzipSync, zipSync } from 'fflate';
import { packTar } from 'modern-tar';
import { describe, expect, it } from 'vitest';
import { randomInteger, randomKey } from '../../lib/random';
import { buildSet } from './build';
import { usualChoices } from './choices';
import { bmpOf, idxOf, npyOf, plain } from '../testing/made-files';
import { context, filesOf, zipped } from './import.test-helpers';
import { fileOf, type ImportFile } from './import-file';
import { proposalOf } from './proposal';
import { readFiles } from './read-files';

/*
 * Files of every format, damaged by chance: a reader may refuse them or read something else out of
 * them, but neither throw nor take long. `npm run fuzz:import` tries 2,000 of each.
 */

const asked = Number(process.env['FUZZ_TRIES'] ?? 0);
const isLong = asked > 0;
const tries = isLong ? asked : 50;
/** Milliseconds of the processor for one file, and bytes that a whole format may leave behind. */
const most = { time: 2000, memory: 500e6 };

const record = (label: number) => Uint8Array.from({ length: 3073 }, (_, place) => (place === 0 ? label : place % 256));
const images = npyOf([6, 4, 4], '|u1', Uint8Array.from({ length: 96 }, (_, place) => place));
const folders = { 'a/1.bmp': plain([1, 1, 1]), 'a/2.bmp': plain([2, 2, 2]), 'b/1.bmp': plain([3, 3, 3]), 'b/2.bmp': plain([4, 4, 4]) };
const idx = { 'train-images-idx3-ubyte': idxOf([6, 4, 4], (place) => place), 'train-labels-idx1-ubyte': idxOf([6], (place) => place % 3) };
const coco = JSON.stringify({
  images: [{ id: 1, file_name: 'a.bmp', width: 8, height: 8 }, { id: 2, file_name: 'b.bmp', width: 8, height: 8 }],
  annotations: [{ image_id: 1, category_id: 1, bbox: [1, 1, 3, 4] }, { image_id: 2, category_id: 2, bbox: [0, 0, 8, 2.5] }],
  categories: [{ id: 1, name: 'cat' }, { id: 2, name: 'dog' }],
});
const csv = 'file;label;size\n1.bmp;x;1,5\n2.bmp;y;\n3.bmp;;-2e3\n';

/** Sound files of every format; one of them is damaged. */
const formats: Readonly<Record<string, () => Promise<readonly ImportFile[]> | readonly ImportFile[]>> = {
  'IDX': () => filesOf(idx),
  'IDX in gzip': () => Object.entries(idx).map(([name, bytes]) => fileOf(`${name}.gz`, gzipSync(bytes))),
  'CIFAR in binary': () => filesOf({ 'data_batch_1.bin': Uint8Array.from([...record(3), ...record(4)]), 'test_batch.bin': record(5) }),
  'CIFAR in tar.gz': async () => {
    const tar = await packTar([{ header: { name: 'c/data_batch_1.bin', size: 6146 }, body: Uint8Array.from([...record(3), ...record(4)]) }]);
    return [fileOf('cifar.tar.gz', gzipSync(tar)), fileOf('more.tar', tar)];
  },
  'npy': () => filesOf({ 'images.npy': images, 'labels.npy': npyOf([6], '<i4', new Uint8Array(Int32Array.of(0, 1, 2, 0, 1, 2).buffer)), 'names.npy': npyOf([6], '<U1', new Uint8Array(24).fill(65)) }),
  'npz': () => zipped({ 'x.npy': images, 'y.npy': npyOf([6], '<f4', new Uint8Array(24)) }, 'a.npz'),
  'a zip of class folders': () => zipped(folders),
  'class folders': () => filesOf(folders),
  'COCO': () => filesOf({ 'instances.json': coco, 'a.bmp': plain([1, 2, 3]), 'b.bmp': plain([4, 5, 6]) }),
  'masks': () => filesOf({ 'images/1.bmp': plain([1, 1, 1]), 'masks/1.bmp': bmpOf(8, 8, (y) => (y < 4 ? [255, 255, 255] : [0, 0, 0])), 'images/2.bmp': plain([1, 1, 1]) }),
  'a table of pictures': () => filesOf({ 'list.csv': csv, '1.bmp': plain([1, 1, 1]), '2.bmp': plain([1, 1, 1]), '3.bmp': plain([1, 1, 1]) }),
  'a table of numbers': () => filesOf({ 'iris.csv': `a,b,species\n${Array.from({ length: 20 }, (_, row) => `${row},${row / 7},${row % 3 === 0 ? 'x' : 'y'}`).join('\n')}` }),
  'a zip of stored files': () => [fileOf('a.zip', zipSync(folders, { level: 0 }))],
};

/** Bytes with some of them turned, cut, doubled, put elsewhere or set to extremes. */
function damaged(bytes: Uint8Array, key: number): Uint8Array {
  let result = new Uint8Array(bytes);
  const changes = 1 + (randomInteger(key, 0) % 6);
  for (let change = 0; change < changes; change += 1) {
    const number = (counter: number, below: number) => randomInteger(key, 8 * change + counter) % Math.max(1, below);
    const [at, other] = [number(1, result.length), number(2, result.length)];
    switch (number(3, 7)) {
      case 0:
        result[at] = (result[at] ?? 0) ^ (1 << number(4, 8));
        break;
      case 1:
        result[at] = [0, 1, 127, 128, 255][number(4, 5)] ?? 0;
        break;
      case 2:
        result = result.slice(0, at);
        break;
      case 3:
        result = Uint8Array.from([...result.subarray(0, at), ...result.subarray(other)]);
        break;
      case 4:
        result.fill(255, at, at + 4);
        break;
      case 5:
        // Headers lie in front: they deserve more than their share.
        result[number(4, Math.min(64, result.length))] = number(5, 256);
        break;
      default:
        result.copyWithin(at, other, other + 16);
    }
  }
  return result;
}

/** Damages one of the files, or its name. */
async function withDamage(files: readonly ImportFile[], key: number): Promise<readonly ImportFile[]> {
  const chosen = randomInteger(key, 100) % files.length;
  return Promise.all(
    files.map(async (file, index) => {
      if (index !== chosen) return file;
      const bytes = await file.read();
      const path = randomInteger(key, 101) % 20 === 0 ? new TextDecoder().decode(damaged(new TextEncoder().encode(file.path), key)) : file.path;
      return fileOf(path, damaged(bytes.ok ? bytes.value : new Uint8Array(), key));
    }),
  );
}

describe.each(Object.entries(formats))('%s', (name, make) => {
  it('is read or refused whatever is damaged', async () => {
    const sound = await make();
    expect(await readFiles(sound, context)).toMatchObject({ ok: true });
    const before = process.memoryUsage().rss;
    let refused = 0;
    for (let number = 0; number < tries; number += 1) {
      const files = await withDamage(sound, randomKey('fuzz', name, number));
      const start = process.cpuUsage();
      const found = await readFiles(files, context);
      if (found.ok) {
        proposalOf(found.value);
        const built = await buildSet(found.value, { ...usualChoices(found.value, name), ...(found.value.input.kind === 'pictures' ? { size: [8, 8] } : {}) }, context, () => Promise.resolve({ ok: true, value: null }));
        refused += Number(!built.ok);
      } else refused += 1;
      const { user, system } = process.cpuUsage(start);
      if (isLong) expect((user + system) / 1000, `try ${number}`).toBeLessThan(most.time);
    }
    expect(refused).toBeGreaterThan(0);
    if (isLong) expect(process.memoryUsage().rss - before).toBeLessThan(most.memory);
  }, 1_800_000);
});
