import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { defaultExperiment } from '../src/experiment/default-experiment';
import { writeDocument } from '../src/experiment/link/file-format';
import { encodeLink } from '../src/experiment/link/link-codec';

const folder = mkdtempSync(join(tmpdir(), 'link-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** Runs the command as npm does: exit code, standard output and standard error. */
function link(...args: readonly string[]): Promise<{ code: number; output: string; complaint: string }> {
  const script = join(import.meta.dirname, 'link.ts');
  return new Promise((resolve) => {
    const child = execFile(process.execPath, ['--import', 'tsx', script, ...args], (_error, output, complaint) => {
      resolve({ code: child.exitCode ?? -1, output, complaint });
    });
  });
}

function file(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

const other = { ...defaultExperiment, seed: 7, name: 'Seven' };

describe('the link command', () => {
  it('prints the link of a file, behind an address where one is given', async () => {
    const saved = file('saved.json', writeDocument(other));
    expect(await link('--file', saved)).toEqual({ code: 0, output: `${encodeLink(other)}\n`, complaint: '' });
    const { output } = await link('--file', saved, '--base', 'https://example.org/play/#old');
    expect(output).toBe(`https://example.org/play/${encodeLink(other)}\n`);
  });

  it('prints the document of a link with its warnings, and takes that back as a file', async () => {
    const { code, output, complaint } = await link('--link', `https://example.org/${encodeLink(other)}`);
    expect({ code, complaint }).toEqual({ code: 0, complaint: '' });
    expect(JSON.parse(output)).toEqual({ experiment: other, warnings: [] });
    const back = await link('--file', file('printed.json', output));
    expect(back.output).toBe(`${encodeLink(other)}\n`);
  });

  it('says on standard error what it repaired in a file', async () => {
    const spoilt = file('spoilt.json', JSON.stringify({ ...other, seed: -1 }));
    const { code, output, complaint } = await link('--file', spoilt);
    expect({ code, output }).toEqual({ code: 0, output: `${encodeLink({ ...other, seed: 0 })}\n` });
    expect(complaint).toBe('repaired: seed: -1 is out of range and became 0\n');
  });

  it('says so for a link too, beside the codes in what it prints', async () => {
    const { code, output, complaint } = await link('--link', encodeLink({ ...other, seed: -1 }));
    expect({ code, complaint }).toEqual({ code: 0, complaint: 'repaired: seed: -1 is out of range and became 0\n' });
    expect(JSON.parse(output)).toMatchObject({ warnings: [{ path: 'seed', code: 'clamped' }] });
  });

  it('repairs nothing when it is strict', async () => {
    const { code, output, complaint } = await link('--strict', '--file', file('strict.json', JSON.stringify({ ...other, seed: -1 })));
    expect({ code, output }).toEqual({ code: 2, output: '' });
    expect(complaint).toMatch(/^not repaired: seed: -1 is out of range and became 0\n--strict: [^\n]+\n$/);
    expect(await link('--strict', '--link', encodeLink(other))).toMatchObject({ code: 0, complaint: '' });
  });

  it('tells what it can do', async () => {
    const { code, output, complaint } = await link('--help');
    expect({ code, complaint }).toEqual({ code: 0, complaint: '' });
    expect(output).toContain('--base URL');
  });

  it.each([
    [[]],
    [['--file', join(folder, 'nowhere.json')]],
    [['--file', folder]],
    [['--file', file('broken.json', '{"a":\n')]],
    [['--file', file('empty.json', '{}')]],
    [['--link', 'no link\nat all']],
    [['--link', '#9.AAAA']],
    [['--link', '#1.AAAA', '--file', 'x']],
    [['--unknown']],
    [['x']],
  ])('refuses %j with exit code 2 and one line', async (args) => {
    const { code, output, complaint } = await link(...args);
    expect({ code, output }).toEqual({ code: 2, output: '' });
    expect(complaint).toMatch(/^[^\n]{10,}\n$/);
  });
});
