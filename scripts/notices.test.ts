import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { noticeOf, noticesText, packageFolder } from './notices.mjs';

let folder = '';
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'notices-'))));
afterEach(() => rmSync(folder, { recursive: true }));

function packageOf(facts: object, files: Readonly<Record<string, string>> = {}): string {
  const path = join(folder, 'node_modules', 'some');
  mkdirSync(path, { recursive: true });
  writeFileSync(join(path, 'package.json'), JSON.stringify({ name: 'some', version: '1.0.0', ...facts }));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(path, name), text);
  return path;
}

describe('third-party notices', () => {
  it.each([
    ['/a/node_modules/react/index.js', '/a/node_modules/react'],
    ['/a/node_modules/@xyflow/react/dist/x.js?v=1', '/a/node_modules/@xyflow/react'],
    ['/a/node_modules/one/node_modules/two/x.js', '/a/node_modules/one/node_modules/two'],
    ['C:\\a\\node_modules\\react\\index.js', 'C:/a/node_modules/react'],
    ['/a/src/main.tsx', undefined],
    ['\0vite/preload-helper.js', undefined],
    ['\0/a/node_modules/react/index.js?commonjs-module', undefined],
  ])('finds the package of %s', (id, expected) => {
    expect(packageFolder(id)).toBe(expected);
  });

  it('takes licence and notice of a package, or the standard text of its licence', () => {
    expect(noticeOf(packageOf({ license: 'MIT' }, { LICENSE: 'may be used\n', 'NOTICE.txt': 'of its own', 'license.js': 'code' }))).toMatchObject({
      licence: 'MIT',
      texts: ['may be used', 'of its own'],
    });
    rmSync(folder, { recursive: true });
    expect(noticeOf(packageOf({ license: 'Apache-2.0' })).texts[0]).toContain('Apache License');
  });

  it('refuses a package that could not be passed on', () => {
    expect(() => noticeOf(packageOf({}, { LICENSE: 'x' }))).toThrow('states no licence');
    rmSync(folder, { recursive: true });
    expect(() => noticeOf(packageOf({ license: 'MIT' }))).toThrow('without the text of its licence (MIT)');
  });

  it('begins with the playground itself, and has a text that is shared once', () => {
    const notice = (name: string, text: string) => ({ name, version: '1.0.0', licence: 'MIT', homepage: '', texts: [text] });
    const text = noticesText([notice('b', 'same words'), notice('c', 'other words'), notice('a', 'same words')]);
    expect(text.startsWith('Multitask Playground\n\nMIT License\n\nCopyright (c) 2026 Multitask Playground contributors')).toBe(true);
    expect(text).toContain('a 1.0.0 (MIT)\nb 1.0.0 (MIT)\n\nsame words\n');
    expect(text.split('same words')).toHaveLength(2);
    expect(text).toContain('c 1.0.0 (MIT)\n\nother words');
  });
});
