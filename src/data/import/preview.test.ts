import { describe, expect, it } from 'vitest';
import { usualChoices, type ImportChoices } from './choices';
import { bmpOf, idxOf, plain } from '../testing/made-files';
import { context, filesOf, foundIn, valueOf } from './import.test-helpers';
import type { ImportFile } from './import-file';
import { previewOf } from './preview';

async function previewed(files: readonly ImportFile[], changed: Partial<ImportChoices> = {}) {
  const found = await foundIn(files);
  return valueOf(await previewOf(found, { ...usualChoices(found, 'x'), ...changed }, context.decode, 16));
}

describe('a preview', () => {
  it('shows boxes as they will be, and none where there is none', async () => {
    const list = {
      images: [{ id: 7, file_name: 'a.bmp', width: 20, height: 10 }, { id: 8, file_name: 'b.bmp', width: 20, height: 10 }],
      annotations: [{ image_id: 7, category_id: 1, bbox: [10, 5, 10, 5] }],
      categories: [{ id: 1, name: 'cat' }],
    };
    const files = { 'a.bmp': bmpOf(10, 20, () => [9, 9, 9]), 'b.bmp': bmpOf(10, 20, () => [1, 1, 1]), 'i.json': JSON.stringify(list) };
    const areas = (await previewed(filesOf(files), { size: [10, 10] })).map(({ pixels, areas: own }) => [pixels?.[0], own]);
    expect(areas.toSorted()).toEqual([[1, []], [9, [{ kind: 'box', values: Int32Array.of(5, 5, 10, 10) }]]]);
  });

  it('shows masks', async () => {
    const mask = bmpOf(8, 8, (y, x) => (y < 4 && x < 4 ? [255, 0, 0] : [0, 0, 0]));
    const files = { 'images/1.bmp': plain([1, 1, 1]), 'masks/1.bmp': mask, 'images/2.bmp': plain([1, 1, 1]), 'masks/2.bmp': mask };
    for (const { areas } of await previewed(filesOf(files), { size: [2, 2] })) expect(areas).toEqual([{ kind: 'mask', values: Uint8Array.of(1, 0, 0, 0) }]);
    for (const { areas } of await previewed(filesOf(files), { kinds: {} })) expect(areas).toEqual([]);
  });

  it('can be sent without the files that it is of', async () => {
    const files = { 'train-images-idx3-ubyte': idxOf([50, 4, 4], (place) => place % 200), 'train-labels-idx1-ubyte': idxOf([50], (place) => place % 2) };
    for (const { pixels } of await previewed(filesOf(files))) expect(pixels?.buffer.byteLength).toBe(16);
  });
});
