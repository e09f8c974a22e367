import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { neededStyles } from './network-styles.mjs';

const sheet = readFileSync(fileURLToPath(import.meta.resolve('@xyflow/react/dist/base.css')), 'utf8');

it('of React Flow’s style sheet the rules stay that the network needs, and no others', () => {
  const needed = neededStyles(sheet);
  for (const part of ['__pane', '__viewport', '__node.selectable', '__edge.selectable', '__handle-left', '__edgeupdater', '__connection-path', '__selection', '__background-pattern.dots', '__viewport-portal']) {
    expect(needed).toContain(`.react-flow${part}`);
  }
  expect(sheet).toContain('.react-flow__minimap');
  expect(needed).not.toMatch(/minimap|__controls|__resize-control/);
  // Every value that is left is used, and every rule ends.
  for (const [, name] of needed.matchAll(/(--xy-[\w-]+-default):/g)) expect(needed).toContain(`var(${name}`);
  expect(needed.match(/\{/g)?.length).toBe(needed.match(/\}/g)?.length);
  expect(needed.length).toBeLessThan(0.7 * sheet.length);
});
