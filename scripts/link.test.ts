import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { defaultExperiment } from '../src/experiment/default-experiment';
import { writeDocument } from '../src/experiment/link/file-format';
import { encodeLink } from '../src/experiment/link/link-codec';
import { linkCommand } from './link-command';

const folder = mkdtempSync(join(tmpdir(), 'link-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** Runs the command: exit code, standard output and standard error. */
function link(...args: readonly string[]): { code: number; output: string; complaint: string } {
  const lines = { output: '', complaint: '' };
  const code = linkCommand(args, {
    print: (line) => void (lines.output += `${line}\n`),
    warn: (line) => void (lines.complaint += `${line}\n`),
  });
  return { code, ...lines };
}

function file(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

const other = { ...defaultExperiment, seed: 7, name: 'Seven' };

describe('the link command', () => {
  it('prints the link of a file, behind an address where one is given', () => {
    const saved = file('saved.json', writeDocument(other));
    expect(link('--file', saved)).toEqual({ code: 0, output: `${encodeLink(other)}\n`, complaint: '' });
    const { output } = link('--file', saved, '--base', 'https://example.org/play/#old');
    expect(output).toBe(`https://example.org/play/${encodeLink(other)}\n`);
  });

  it('prints the document of a link with its warnings, and takes that back as a file', () => {
    const { code, output, complaint } = link('--link', `https://example.org/${encodeLink(other)}`);
    expect({ code, complaint }).toEqual({ code: 0, complaint: '' });
    expect(JSON.parse(output)).toEqual({ experiment: other, warnings: [] });
    const back = link('--file', file('printed.json', output));
    expect(back.output).toBe(`${encodeLink(other)}\n`);
  });

  it('says on standard error what it repaired in a file', () => {
    const spoilt = file('spoilt.json', JSON.stringify({ ...other, seed: -1 }));
    const { code, output, complaint } = link('--file', spoilt);
    expect({ code, output }).toEqual({ code: 0, output: `${encodeLink({ ...other, seed: 0 })}\n` });
    expect(complaint).toBe('repaired: seed: -1 is out of range and became 0\n');
  });

  it('says so for a link too, beside the codes in what it prints', () => {
    const { code, output, complaint } = link('--link', encodeLink({ ...other, seed: -1 }));
    expect({ code, complaint }).toEqual({ code: 0, complaint: 'repaired: seed: -1 is out of range and became 0\n' });
    expect(JSON.parse(output)).toMatchObject({ warnings: [{ path: 'seed', code: 'clamped' }] });
  });

  it('repairs nothing when it is strict', () => {
    const { code, output, complaint } = link('--strict', '--file', file('strict.json', JSON.stringify({ ...other, seed: -1 })));
    expect({ code, output }).toEqual({ code: 2, output: '' });
    expect(complaint).toMatch(/^not repaired: seed: -1 is out of range and became 0\n--strict: [^\n]+\n$/);
    expect(link('--strict', '--link', encodeLink(other))).toMatchObject({ code: 0, complaint: '' });
  });

  it('tells what it can do', () => {
    const { code, output, complaint } = link('--help');
    expect({ code, complaint }).toEqual({ code: 0, complaint: '' });
    expect(output).toContain('--base URL');
  });

  it('is what npm run link starts', () => {
    const args = ['--import', 'tsx', join(import.meta.dirname, 'link.ts'), '--link', 'no link\nat all'];
    const { status, stdout, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' });
    expect([status, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(/^[^\n]{10,}\n$/);
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
  ])('refuses %j with exit code 2 and one line', (args) => {
    const { code, output, complaint } = link(...args);
    expect({ code, output }).toEqual({ code: 2, output: '' });
    expect(complaint).toMatch(/^[^\n]{10,}\n$/);
  });
});
