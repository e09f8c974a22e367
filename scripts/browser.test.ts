import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { browserArguments, findBrowser } from './browser.mjs';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'browser-'));
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true, force: true });
});

/**
 * A program that ends with an exit code, as a whole browser or one without its libraries does when
 * asked for its version.
 */
function program(name: string, code: number): string {
  const file = join(folder, name);
  writeFileSync(file, `#!/bin/sh\nexit ${code}\n`);
  chmodSync(file, 0o755);
  return file;
}

describe.runIf(process.platform === 'linux')('the browser to test with', () => {
  it('is the one that CHROME_PATH names', () => {
    vi.stubEnv('CHROME_PATH', program('mine', 0));
    expect(findBrowser()).toBe(join(folder, 'mine'));
  });

  it('is one on the PATH that starts, not one that does not', () => {
    program('chromium', 127);
    program('google-chrome', 0);
    vi.stubEnv('CHROME_PATH', join(folder, 'none'));
    vi.stubEnv('PATH', folder);
    expect(findBrowser()).toBe(join(folder, 'google-chrome'));
  });

  it('is started with WebGPU in software', () => {
    expect(browserArguments()).toContain('--enable-unsafe-webgpu');
    expect(browserArguments().includes('--no-sandbox')).toBe(process.getuid?.() === 0);
  });
});
