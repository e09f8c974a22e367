import { describe, expect, it, vi } from 'vitest';
import { defaultExperiment } from '../default-experiment';
import { readDocumentFile, writeDocument } from './file-format';
import { limits } from '../limits';

describe('a file', () => {
  it('that is too large is refused without being read', async () => {
    const text = vi.fn<() => Promise<string>>(() => Promise.resolve(''));
    expect(await readDocumentFile({ size: limits.fileBytes + 1, text })).toMatchObject({ ok: false, error: { code: 'too-long' } });
    expect(await readDocumentFile({ size: 4e9, text })).toMatchObject({ ok: false, error: { code: 'too-long' } });
    expect(text).not.toHaveBeenCalled();
  });

  it('as large as a document may be is read, whatever its characters take', async () => {
    const note = '\u6f22'.repeat(2000);
    const written = writeDocument({ ...defaultExperiment, note });
    const padded = written + ' '.repeat(limits.fileCharacters - written.length);
    expect(await readDocumentFile(new Blob([padded]))).toMatchObject({ ok: true, value: { experiment: { note } } });
    expect(new Blob(['\u6f22'.repeat(limits.fileCharacters)]).size).toBe(limits.fileBytes);
  });

  it('that can be read no more gives no experiment, and no exception', async () => {
    const gone = { size: 10, text: () => Promise.reject(new Error('NotReadableError')) };
    expect(await readDocumentFile(gone)).toMatchObject({ ok: false, error: { code: 'unusable' } });
  });
});
