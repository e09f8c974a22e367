import { gzipSync } from 'fflate';
import { packTar } from 'modern-tar';
import { describe, expect, it } from 'vitest';
import { shardFault } from '../shard-faults';
import { parseIndex } from '../dataset-index';
import { ownDataset, readOwnData } from '../../experiment/own-data';
import { kindsOf } from './choices';
import { bmpOf, idxOf, npyOf, plain } from '../testing/made-files';
import { built, faultOf, filesOf, foundIn, zipped, type Built } from './import.test-helpers';
import { fileOf } from './import-file';
import { proposalOf } from './proposal';

/** That a set is one that documents and workers take. */
function expectSound({ facts, shards, files }: Built): void {
  expect(readOwnData(facts)).toEqual(facts);
  const index = parseIndex(files['index.json'] ?? new Uint8Array(), 'own');
  expect(index.ok && [index.value.train.images, index.value.test.images]).toEqual([facts.train, facts.test]);
  for (const shard of Object.values(shards)) expect(shardFault(ownDataset(facts), shard)).toBeUndefined();
}

const numbersIn = (set: Built, file: string, field: string) => [...(set.shards[file]?.fields[field]?.values ?? [])];
const float = (values: readonly number[]) => new Uint8Array(Float32Array.from(values).buffer);

describe('class folders in a zip', () => {
  const photos = (count: number) =>
    Object.fromEntries(
      (['red', 'green', 'blue'] as const).flatMap((name, at) =>
        Array.from({ length: count }, (_, index) => [`photos/${name}/${index}.bmp`, plain([at === 0 ? 200 : 10, at === 1 ? 200 : 10, at === 2 ? 200 : 10], 8 + index)] as const),
      ),
    );

  it('become pictures of one size with a class each, split by the seed', async () => {
    const found = await foundIn(zipped({ ...photos(10), 'photos/notes.txt': 'x', '__MACOSX/photos/red/._0.bmp': 'x' }));
    expect(proposalOf(found)).toMatchObject({ format: 'folders', rows: 30, input: 'pictures', isSplit: false, notes: [{ code: 'passed-over', params: { count: 1 } }] });
    expect(proposalOf(found).columns).toMatchObject([{ title: 'label', missing: 0, classes: [{ name: 'blue', count: 10 }, { name: 'green', count: 10 }, { name: 'red', count: 10 }] }]);
    const set = await built(found, { size: [16, 16] });
    expectSound(set);
    expect(set.facts).toMatchObject({ train: 24, test: 6, mirrors: true, fields: { label: { kind: 'class', classes: [{ text: 'blue' }, { text: 'green' }, { text: 'red' }] } } });
    const [labels, images] = [numbersIn(set, 'train-000.bin', 'label'), numbersIn(set, 'train-000.bin', 'image')];
    labels.forEach((label, row) => expect(images.slice(row * 768, row * 768 + 3)).toEqual([2, 1, 0].map((channel) => (channel === label ? 200 : 10))));
    // Another seed takes other pictures for the test, and the same one the same.
    const again = await built(found, { size: [16, 16] });
    expect(again.facts.fingerprint).toBe(set.facts.fingerprint);
    expect((await built(found, { size: [16, 16], seed: 2 })).facts.fingerprint).not.toBe(set.facts.fingerprint);
  });

  it('below train and test are split as they say', async () => {
    const found = await foundIn(filesOf({ 'd/train/a/1.bmp': plain([0, 0, 0]), 'd/train/b/1.bmp': plain([9, 9, 9]), 'd/test/a/1.bmp': plain([5, 5, 5]), 'd/test/b/猫.bmp': plain([7, 7, 7]) }));
    expect([...(found.test ?? [])]).toEqual([1, 1, 0, 0]);
    expectSound(await built(found));
  });

  it('of one class only are pictures without classes, and say so', async () => {
    const found = await foundIn(filesOf({ 'cats/1.bmp': plain([1, 1, 1]), 'cats/2.bmp': plain([2, 2, 2]) }));
    expect(found.columns).toEqual([]);
    expect(found.notes).toEqual([{ code: 'unlabelled', params: {} }]);
    expectSound(await built(found));
  });
});

describe('IDX files', () => {
  const four = {
    'train-images-idx3-ubyte': idxOf([5, 4, 4], (place) => place % 256),
    'train-labels-idx1-ubyte': idxOf([5], (place) => place % 3),
    't10k-images-idx3-ubyte': idxOf([2, 4, 4], () => 7),
    't10k-labels-idx1-ubyte': idxOf([2], (place) => place),
  };

  it('of both parts keep their order and split, plain and gzipped', async () => {
    const packed = Object.entries(four).map(([name, bytes]) => fileOf(`${name}.gz`, gzipSync(bytes)));
    for (const files of [filesOf(four), packed]) {
      const set = await built(await foundIn(files));
      expectSound(set);
      expect(set.facts).toMatchObject({ train: 5, test: 2, mirrors: false });
      expect(numbersIn(set, 'train-000.bin', 'image')).toEqual(Array.from({ length: 80 }, (_, place) => place));
      expect(numbersIn(set, 'train-000.bin', 'label')).toEqual([0, 1, 2, 0, 1]);
      expect(numbersIn(set, 'test-000.bin', 'label')).toEqual([0, 1]);
    }
  });

  it.each([
    ['an image file alone', { 'train-images-idx3-ubyte': four['train-images-idx3-ubyte'], 't10k-labels-idx1-ubyte': four['t10k-labels-idx1-ubyte'] }, 'part-missing train-images-idx3-ubyte'],
    ['labels alone', { 't10k-labels-idx1-ubyte': four['t10k-labels-idx1-ubyte'] }, 'part-missing t10k-labels-idx1-ubyte'],
    ['a file cut short', { ...four, 'train-images-idx3-ubyte': four['train-images-idx3-ubyte'].subarray(0, 60) }, 'truncated train-images-idx3-ubyte'],
    ['a wrong magic number', { ...four, 'train-images-idx3-ubyte': Uint8Array.of(1, 2, 3, 4, 5, 6) }, 'wrong-magic train-images-idx3-ubyte byte 0'],
    ['labels of another count', { ...four, 'train-labels-idx1-ubyte': idxOf([4], () => 0) }, 'counts-differ train-labels-idx1-ubyte'],
    ['images of two shapes', { ...four, 't10k-images-idx3-ubyte': idxOf([2, 3, 3], () => 7) }, 'counts-differ t10k-images-idx3-ubyte'],
  ])('with %s are refused by name', async (_, files, fault) => {
    expect(await faultOf(filesOf(files))).toBe(fault);
  });
});

describe('CIFAR in binary', () => {
  const record = (labels: readonly number[], value: number) => Uint8Array.from([...labels, ...Array.from({ length: 3072 }, (_, place) => (Math.floor(place / 1024) + value) % 256)]);

  it('CIFAR-100 gives both labels as fields, with their names', async () => {
    const names = { 'c/coarse_label_names.txt': Array.from({ length: 20 }, (_, label) => `coarse ${label}`).join('\n'), 'c/fine_label_names.txt': Array.from({ length: 100 }, (_, label) => `fine ${label}`).join('\n') };
    const tar = await packTar(
      Object.entries({ ...names, 'c/train.bin': Uint8Array.from([...record([3, 99], 1), ...record([19, 0], 2)]), 'c/test.bin': record([0, 1], 3) }).map(([name, content]) => {
        const body = typeof content === 'string' ? new TextEncoder().encode(content) : content;
        return { header: { name, size: body.length }, body };
      }),
    );
    const set = await built(await foundIn([fileOf('cifar-100-binary.tar.gz', gzipSync(tar))]));
    expectSound(set);
    expect(set.facts).toMatchObject({ train: 2, test: 1, mirrors: true, fields: { 'coarse-label': { kind: 'class' }, 'fine-label': { kind: 'class' } } });
    expect([numbersIn(set, 'train-000.bin', 'coarse-label'), numbersIn(set, 'train-000.bin', 'fine-label')]).toEqual([[3, 19], [99, 0]]);
    expect(numbersIn(set, 'test-000.bin', 'image').slice(0, 6)).toEqual([3, 4, 5, 3, 4, 5]);
    expect(set.facts.fields['fine-label']).toMatchObject({ classes: expect.arrayContaining([{ text: 'fine 99' }]) });
  });

  it('CIFAR-10 in several batches, and what is wrong with some', async () => {
    const set = await built(await foundIn(filesOf({ 'data_batch_1.bin': record([1], 0), 'data_batch_2.bin': record([9], 0), 'test_batch.bin': record([4], 0) })));
    expectSound(set);
    expect(numbersIn(set, 'train-000.bin', 'label')).toEqual([1, 9]);
    expect(await faultOf(filesOf({ 'data_batch_1.bin': record([10], 0) }))).toBe('label-out-of-range data_batch_1.bin row 1');
    expect(await faultOf(filesOf({ 'data_batch_1.bin': record([1], 0).subarray(0, 3000) }))).toBe('truncated data_batch_1.bin');
  });
});

describe('NumPy arrays', () => {
  const images = (count: number) => npyOf([count, 2, 2], '|u1', Uint8Array.from({ length: 4 * count }, (_, place) => place));

  it('in an npz: every array of labels is a field', async () => {
    const set = await built(
      await foundIn(
        zipped(
          {
            'x_train.npy': images(3),
            'y_train.npy': npyOf([3], '<i4', new Uint8Array(Int32Array.of(0, 1, 1).buffer)),
            'angle_train.npy': npyOf([3], '<f4', float([1, Number.NaN, 3])),
            'tags_train.npy': npyOf([3, 2], '|u1', Uint8Array.of(0, 1, 1, 1, 0, 0)),
            'x_test.npy': images(1),
            'y_test.npy': npyOf([1], '<i4', new Uint8Array(Int32Array.of(1).buffer)),
            'angle_test.npy': npyOf([1], '<f4', float([4])),
            'tags_test.npy': npyOf([1, 2], '|u1', Uint8Array.of(1, 0)),
          },
          'a.npz',
        ),
      ),
    );
    expectSound(set);
    expect(set.facts.fields).toMatchObject({ label: { kind: 'class' }, angle: { kind: 'value', mean: 2, deviation: 1, mayBeMissing: true }, tags: { kind: 'tags' } });
    expect([...(set.shards['train-000.bin']?.fields['angle']?.missing ?? [])]).toEqual([0, 1, 0]);
  });

  it('as separate files; floats from 0 to 1 and colour planes become bytes; names become classes', async () => {
    const planes = npyOf([2, 3, 1, 5], '<f4', float(Array.from({ length: 30 }, (_, place) => place / 29)));
    const names = npyOf([2], '<U3', new Uint8Array(Uint32Array.of(99, 97, 116, 100, 111, 103).buffer));
    const set = await built(await foundIn(filesOf({ 'images.npy': planes, 'labels.npy': npyOf([2], '|i1', Uint8Array.of(1, 0)), 'label_names.npy': names })));
    expectSound(set);
    expect(set.facts.fields).toMatchObject({ image: { shape: [1, 5, 3] }, label: { classes: [{ text: 'cat' }, { text: 'dog' }] } });
    const all = [...numbersIn(set, 'train-000.bin', 'image'), ...numbersIn(set, 'test-000.bin', 'image')];
    expect(all.toSorted((one, other) => one - other)).toEqual(Array.from({ length: 30 }, (_, place) => Math.round((place / 29) * 255)));
  });

  it.each([
    ['an infinite pixel', { 'images.npy': npyOf([2, 1, 2], '<f4', float([0, 1, Number.POSITIVE_INFINITY, 1])) }, 'not-finite images.npy row 2'],
    ['a label beyond its names', { 'images.npy': images(2), 'label.npy': npyOf([2], '|u1', Uint8Array.of(0, 3)), 'label_names.npy': npyOf([2], '|S1', Uint8Array.of(97, 98)) }, 'label-out-of-range label.npy row 2'],
    ['objects', { 'images.npy': npyOf([2, 2, 2], '|O', new Uint8Array(64)) }, 'unsupported images.npy'],
    ['fewer labels', { 'images.npy': images(3), 'y.npy': npyOf([2], '|u1', Uint8Array.of(0, 1)) }, 'counts-differ y.npy'],
    ['numbers cut off', { 'images.npy': images(3).subarray(0, 130) }, 'truncated images.npy'],
  ])('with %s are refused by name and place', async (_, files, fault) => {
    expect(await faultOf(filesOf(files))).toBe(fault);
  });
});

describe('a list in COCO’s form', () => {
  const list = (annotations: readonly object[], images: readonly object[] = [{ id: 7, file_name: 'a.bmp', width: 20, height: 10 }, { id: 8, file_name: 'b.bmp', width: 20, height: 10 }]) =>
    JSON.stringify({ images, annotations, categories: [{ id: 1, name: 'cat' }, { id: 5, name: 'dog' }] });
  const pictures = { 'images/a.bmp': bmpOf(10, 20, () => [9, 9, 9]), 'images/b.bmp': bmpOf(10, 20, () => [1, 1, 1]) };
  const boxes = [
    { image_id: 7, category_id: 1, bbox: [0, 0, 4, 5] },
    { image_id: 7, category_id: 5, bbox: [10, 5, 10, 5] },
    { image_id: 8, category_id: 1, bbox: [18, 8, 100, 100] },
  ];

  it('gives each picture its largest box, or that of a class', async () => {
    const found = await foundIn(filesOf({ ...pictures, 'instances.json': list(boxes) }));
    const set = await built(found, { size: [10, 10] });
    expectSound(set);
    const all = ['train-000.bin', 'test-000.bin'].map((file) => [numbersIn(set, file, 'label')[0], ...numbersIn(set, file, 'box')]);
    expect(all.toSorted()).toEqual([[0, 9, 8, 10, 10], [1, 5, 5, 10, 10]]);
    const cats = await built(found, { size: [10, 10], boxClass: 0 });
    expect(['train-000.bin', 'test-000.bin'].map((file) => numbersIn(cats, file, 'box')).toSorted()).toEqual([[0, 0, 2, 5], [9, 8, 10, 10]]);
  });

  it('is refused by its entry for a box that is none, a picture named twice, pictures that are not there', async () => {
    expect(await faultOf(filesOf({ ...pictures, 'i.json': list([{ image_id: 7, category_id: 1, bbox: [0, 0, 'x', 5] }]) }))).toBe('damaged i.json entry annotations[0]');
    const twice = [{ id: 7, file_name: 'a.bmp', width: 1, height: 1 }, { id: 8, file_name: 'a.bmp', width: 1, height: 1 }];
    expect(await faultOf(filesOf({ ...pictures, 'i.json': list([], twice) }))).toBe('duplicate-name i.json entry images[1]');
    expect(await faultOf(filesOf({ 'i.json': list([]) }))).toBe('pictures-missing i.json');
  });
});

describe('pictures with masks of the same name', () => {
  it('give a class for every pixel, the ground first', async () => {
    const mask = (square: number) => bmpOf(8, 8, (y, x) => (y < square && x < square ? [255, 0, 0] : [0, 0, 0]));
    const found = await foundIn(zipped({ 'd/images/1.bmp': plain([1, 1, 1]), 'd/masks/1.bmp': mask(4), 'd/images/2.bmp': plain([1, 1, 1]), 'd/masks/2.bmp': mask(8), 'd/images/3.bmp': plain([1, 1, 1]) }));
    expect(found).toMatchObject({ format: 'masks', rows: 3, columns: [{ classes: ['ground', '#ff0000'] }], notes: [{ code: 'only-part-labelled', params: { count: 1 } }] });
    const set = await built(found, { size: [4, 4] });
    expectSound(set);
    const sums = ['train-000.bin', 'test-000.bin'].flatMap((file) => {
      const values = numbersIn(set, file, 'mask');
      return Array.from({ length: values.length / 16 }, (_, row) => values.slice(row * 16, (row + 1) * 16).reduce((sum, value) => sum + value, 0));
    });
    expect(sums.toSorted((one, other) => one - other)).toEqual([0, 4, 16]);
  });
});

describe('a table of pictures', () => {
  const pictures = { 'img/猫.bmp': plain([1, 1, 1]), 'img/b.bmp': plain([2, 2, 2]), 'img/c.bmp': plain([3, 3, 3]) };

  it('as Excel writes it: semicolons, byte order mark, decimal commas, empty cells', async () => {
    const csv = '\uFEFFDatei;Art;Größe\r\n猫.bmp;Katze;1,5\r\nimg/b.bmp;Hund;\r\nc;;2,5\r\n';
    const found = await foundIn(filesOf({ ...pictures, 'liste.csv': csv }));
    expect(proposalOf(found).columns).toMatchObject([
      { title: 'Art', kinds: ['class', 'ordinal', 'none'], missing: 1, classes: [{ name: 'Hund', count: 1 }, { name: 'Katze', count: 1 }] },
      { title: 'Größe', kinds: ['value', 'none'], missing: 1, range: [1.5, 2.5] },
    ]);
    expectSound(await built(found));
  });

  it('takes a column of train and test for the split, and tells of pictures that are not there', async () => {
    const found = await foundIn(filesOf({ ...pictures, 'l.csv': 'file,label,split\nb,x,train\nc,y,test\nd,x,train\n' }));
    expect([...(found.test ?? [])]).toEqual([0, 1]);
    expect(found.notes.map(({ code }) => code)).toEqual(['pictures-missing', 'not-listed']);
    expect(found.columns.map(({ id }) => id)).toEqual(['label']);
  });

  it.each([
    ['an infinite value', 'file,size\nb,1\nc,inf\n', 'not-finite l.csv line 3'],
    ['a picture twice', 'file,size\nb,1\nb.bmp,2\n', 'duplicate-name l.csv line 3'],
    ['a row of other cells', 'file,size\nb,1\nc,2,3\n', 'counts-differ l.csv line 3'],
    ['no picture that is there', 'file,size\nx,1\ny,2\n', 'pictures-missing l.csv line 2'],
    ['a head alone', 'file,size\n', 'too-few l.csv'],
  ])('with %s is refused by its line', async (_, csv, fault) => {
    expect(await faultOf(filesOf({ ...pictures, 'l.csv': csv }))).toBe(fault);
  });
});

describe('a table of numbers', () => {
  it('is looked at as numbers, with its texts to be told apart', async () => {
    const found = await foundIn(filesOf({ 'iris.csv': 'a,b,species\n1,10,x\n2,20,y\n3,,x\n4,40,y\n' }));
    expect(proposalOf(found)).toMatchObject({ input: 'numbers', numbers: 2, rows: 4, notes: [], columns: [{ title: 'species' }] });
    const set = await built(found);
    expectSound(set);
    const all = [...numbersIn(set, 'train-000.bin', 'input'), ...numbersIn(set, 'test-000.bin', 'input')];
    expect(all).toEqual(expect.arrayContaining([1, 10, 2, 20, 3, Number.NaN, 4, 40]));
    // A mean over the train rows, without what is missing.
    const train = numbersIn(set, 'train-000.bin', 'input').filter((value, place) => place % 2 === 1 && !Number.isNaN(value));
    expect(set.facts.fields['input']).toMatchObject({ kind: 'vector', size: 2, mean: [expect.any(Number), train.reduce((sum, value) => sum + value, 0) / train.length] });
  });

  it('of pixels is images', async () => {
    const set = await built(await foundIn(filesOf({ 'm.csv': 'label,pixel0,pixel1,pixel2,pixel3\n0,0,1,2,3\n1,4,5,6,255\n' })), { kinds: { label: 'class' } });
    expectSound(set);
    expect([...numbersIn(set, 'train-000.bin', 'image'), ...numbersIn(set, 'test-000.bin', 'image')].toSorted((one, other) => one - other)).toEqual([0, 1, 2, 3, 4, 5, 6, 255]);
  });

  it('can take few whole numbers for classes', async () => {
    const [column] = (await foundIn(filesOf({ 'm.csv': 'label,a\n0,0.5\n1,4\n' }))).columns;
    expect(column === undefined ? [] : kindsOf(column)).toEqual(['value', 'class', 'ordinal', 'none']);
  });
});

describe('what cannot be imported', () => {
  it.each([
    ['nothing', [], 'nothing '],
    ['a text', filesOf({ 'a.txt': 'x' }), 'unknown-format a.txt'],
    ['a path that leads out', filesOf({ '../a.bmp': plain([1, 1, 1]) }), 'unsafe-path ../a.bmp'],
    ['two files of one path', [...filesOf({ 'a/1.bmp': 'x' }), ...filesOf({ './a/1.bmp': 'x' })], 'duplicate-name a/1.bmp'],
    ['an archive cut short', zipped({ 'a/1.bmp': plain([1, 1, 1]) }).map((file) => ({ ...file, read: async () => { const bytes = await file.read(); return bytes.ok ? { ok: true as const, value: bytes.value.subarray(0, -30) } : bytes; } })), 'truncated photos.zip'],
    ['a bomb', zipped({ 'a.bmp': new Uint8Array(40e6) }), 'unpacks-too-large a.bmp'],
  ])('%s is refused', async (_, files, fault) => {
    expect(await faultOf(files)).toBe(fault);
  });

  it('a picture that is none, or is enormous, is named when the set is made', async () => {
    const huge = bmpOf(1, 1, () => [0, 0, 0]);
    new DataView(huge.buffer).setInt32(18, 10_000, true);
    new DataView(huge.buffer).setInt32(22, 10_000, true);
    await expect(built(await foundIn(filesOf({ 'a/1.bmp': huge, 'b/1.bmp': plain([1, 1, 1]) })))).rejects.toThrow('"picture-too-large","file":"a/1.bmp"');
    await expect(built(await foundIn(filesOf({ 'a/1.png': 'no picture', 'b/1.bmp': plain([1, 1, 1]) })))).rejects.toThrow('"not-a-picture","file":"a/1.png"');
  });
});
