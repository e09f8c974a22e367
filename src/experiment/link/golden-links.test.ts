import { describe, expect, it } from 'vitest';
import version1 from './golden-links-1.json';
import version2 from './golden-links-2.json';
import { decodeLink } from './link-codec';

/** What a document of version 1 is in today's: each task has the colour of its place. */
function today(experiment: { readonly version: number; readonly tasks: readonly object[] }): object {
  return experiment.version > 1 ? experiment : { ...experiment, version: 2, tasks: experiment.tasks.map((task, colour) => ({ ...task, colour })) };
}

// Links that are out in the world, with what they meant when they were made. They may be added to,
// never changed: where a test fails, the reader is wrong.
describe('links of version 1', () => {
  it.each(version1)('still mean what they meant: $what', ({ link, experiment }) => {
    expect(decodeLink(link)).toEqual({ ok: true, value: { experiment: today(experiment), repairs: [] } });
  });
});

describe('links of version 2', () => {
  it.each(version2)('still mean what they meant: $what', (golden) => {
    const { what: _, link, experiment, ...carried } = golden;
    expect(decodeLink(link)).toEqual({ ok: true, value: { experiment: today(experiment), ...carried, repairs: [] } });
  });
});
