import { expect, it } from 'vitest';
import { keysOf } from '../../lib/keys';
import { bibtex, citation } from './paper';
import { paper, papers } from './papers';

interface Entry {
  readonly kind: string;
  readonly key: string;
  readonly fields: ReadonlyMap<string, string>;
}

/** Reads one entry as BibTeX does: values in braces that match. Throws where it is none. */
function parsed(text: string): Entry {
  const head = /^@(\w+)\{([\w-]+),\n/.exec(text);
  if (head === null) throw new Error(`no entry: ${text}`);
  const fields = new Map<string, string>();
  let rest = text.slice(head[0].length);
  while (!/^\s*\}\s*$/.test(rest)) {
    const field = /^\s*(\w+) = \{/.exec(rest);
    if (field === null) throw new Error(`no field: ${rest}`);
    let [depth, at] = [1, field[0].length];
    for (; depth > 0; at += 1) {
      const sign = rest[at];
      if (sign === undefined) throw new Error(`braces do not match: ${rest}`);
      if (sign === '{') depth += 1;
      if (sign === '}') depth -= 1;
    }
    fields.set(field[1] ?? '', rest.slice(field[0].length, at - 1));
    rest = rest.slice(at).replace(/^,/, '');
  }
  return { kind: head[1] ?? '', key: head[2] ?? '', fields };
}

const venue: Readonly<Record<string, string>> = { inproceedings: 'booktitle', article: 'journal', misc: 'howpublished' };
const ids = keysOf(papers);

it.each(ids)('%s is a BibTeX entry with all that its kind asks for, in plain characters', (id) => {
  const text = bibtex(id, paper(id));
  const { kind, key, fields } = parsed(text);
  expect(key).toBe(id);
  for (const name of ['author', 'title', venue[kind] ?? 'unknown kind', 'year', 'url']) expect(`${name}: ${fields.get(name)?.trim() ?? ''}`).toMatch(/: ./);
  expect(text).toMatch(/^[\x20-\x7e\n]*$/);
  expect(fields.get('year')).toMatch(/^(19|20)\d\d$/);
  expect(id).toContain(fields.get('year'));
  expect(fields.get('url')).toMatch(/^https:\/\/\S+$/);
  // "Last, First", one after another.
  for (const author of fields.get('author')?.split(' and ') ?? []) expect(author).toMatch(/^[^,]+, [^,]+$/);
  expect(fields.get('pages') ?? '1--2').toMatch(/^\d+--\d+$/);
});

it('no paper is there twice', () => {
  expect(new Set(ids.map((id) => paper(id).title)).size).toBe(ids.length);
});

it('capitals within a title are kept, and a citation is short', () => {
  expect(bibtex('liu2023famo', papers.liu2023famo)).toContain('title = {{FAMO}: Fast Adaptive Multitask Optimization}');
  expect(bibtex('nesterov1983', papers.nesterov1983)).toContain('$^2$');
  expect(citation(papers.yu2020pcgrad)).toBe('Yu et al.: Gradient Surgery for Multi-Task Learning (NeurIPS 2020)');
  expect(citation(papers.kendall2018uncertainty)).toMatch(/^Kendall, Gal, Cipolla: .* \(CVPR 2018\)$/);
  expect(citation(papers.huber1964)).toBe('Huber: Robust Estimation of a Location Parameter (The Annals of Mathematical Statistics 1964)');
});
