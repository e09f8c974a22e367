import { describe, expect, it } from 'vitest';
import { strandStyles } from '../../../domain/network/strands';
import { analyseExperiment } from '../../../experiment/context';
import { defaultExperiment } from '../../../experiment/default-experiment';
import { shownNetwork } from '../../../experiment/groups';
import type { ExperimentNetwork } from '../../../experiment/schema';
import { templates } from '../../../experiment/templates/templates';
import { networkSvg } from './network-svg';
import type { MeasureText } from './picture-boxes';

const { data, tasks } = defaultExperiment;
const measure: MeasureText = (text, size) => text.length * size * 0.55;

function drawn(network: ExperimentNetwork, weights: readonly number[] = [1, 1, 1]) {
  const styles = strandStyles(weights);
  return networkSvg({
    name: 'Mine & yours',
    shown: shownNetwork(network),
    ties: network.ties,
    tasks: tasks.map(({ id }, index) => ({ id, name: `<${id}>`, colour: index === 2 ? 6 : index })),
    served: analyseExperiment({ ...defaultExperiment, network }).tasks,
    styles: new Map(tasks.flatMap(({ id }, index) => (styles[index] === undefined ? [] : [[id, styles[index]]]))),
    card: ({ id, group }) => ({ title: group === undefined ? id : `Box ${group.id}`, facts: ['8×8×4'], frozen: false, broken: false }),
    groupName: ({ id }) => `Frame ${id}`,
    tieText: ({ strength }) => `λ ${strength}`,
    measure,
  });
}

const count = (text: string, part: string) => text.split(part).length - 1;

describe('the network as a drawing', () => {
  it('has a box for each layer, the strands of each wire, a legend, and nothing from elsewhere', () => {
    const { network } = defaultExperiment;
    const { text, width, height } = drawn(network);
    expect(count(text, 'data-unit="')).toBe(network.layers.length);
    expect(count(text, 'data-wire="')).toBe(network.wires.length);
    expect(text).toContain('<title>Mine &amp; yours</title>');
    for (const { id } of tasks) expect(text.slice(text.indexOf('data-legend'))).toContain(`&lt;${id}&gt;`);
    // The address that names the format is the only one.
    expect(count(text, 'http')).toBe(1);
    expect(text).not.toMatch(/NaN|Infinity|undefined|var\(|<style|href/);
    expect(text).toContain(`width="${width}" height="${height}"`);
    const named = [...text.matchAll(/url\(#([\w-]+)\)/g)].map(([, id]) => id);
    expect(named.length).toBeGreaterThan(0);
    for (const id of named) expect(text).toContain(`id="${id}"`);
  });

  it('closes every element that it opens', () => {
    const open: string[] = [];
    for (const [, end, name = '', single] of drawn(defaultExperiment.network).text.matchAll(/<(\/?)(\w+)[^<>]*?(\/?)>/g)) {
      if (single === '/') continue;
      if (end === '/') expect(open.pop()).toBe(name);
      else open.push(name);
    }
    expect(open).toEqual([]);
  });

  it('draws a folded group as one box, and an open one with a frame and its name', () => {
    const network = templates.ple.build(data, tasks);
    const folded = network.folded ?? [];
    const closed = drawn(network).text;
    expect(count(closed, '>Box ')).toBe(folded.length);
    expect(count(closed, '>Frame ')).toBe(0);
    const open = drawn({ ...network, folded: folded.map((group) => ({ ...group, open: true })) }).text;
    expect(count(open, '>Frame ')).toBe(folded.length);
    expect(count(open, 'data-unit="')).toBe(network.layers.length);
    expect(count(open, 'data-wire="')).toBe(network.wires.length);
  });

  it('shows weights: a wider strand, a hollow one, a hatched one', () => {
    const [plain, weighted] = [drawn(defaultExperiment.network).text, drawn(defaultExperiment.network, [4, 0, -1]).text];
    expect(plain).not.toContain('url(#hatch');
    expect(weighted).toContain('url(#hatch-6)');
    expect(weighted).toContain('stroke="#0072B2" stroke-width="6.75"');
    expect(plain).not.toContain('stroke-width="6.75"');
  });

  it('has its ties, and is a picture without any layer too', () => {
    const soft = templates.soft.build(data, tasks);
    expect(soft.ties.length).toBeGreaterThan(0);
    expect(count(drawn(soft).text, '>λ ')).toBe(soft.ties.length);
    expect(drawn({ ...defaultExperiment.network, layers: [], wires: [] }).text).not.toMatch(/NaN|Infinity/);
  });
});
