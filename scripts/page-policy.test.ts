import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import { policyFor } from './page-policy.mjs';

it('the page’s policy lets in what comes from the same place, and of what is written into the page only its own style sheet', () => {
  const style = '\n html { color: red }\n';
  const policy = policyFor(`<head><style>${style}</style></head>`);
  const directives = new Map(policy.split('; ').map((directive) => [directive.split(' ')[0], directive.split(' ').slice(1)]));
  expect(directives.get('default-src')).toEqual(["'none'"]);
  expect(directives.get('script-src')).toEqual(["'self'", "'wasm-unsafe-eval'"]);
  expect(directives.get('worker-src')).toEqual(["'self'"]);
  expect(directives.get('connect-src')).toEqual(["'self'"]);
  expect(directives.get('style-src')).toEqual(["'self'", `'sha256-${createHash('sha256').update(style).digest('base64')}'`]);
  expect(policy).not.toMatch(/unsafe-inline|'unsafe-eval'|\*/);
});
