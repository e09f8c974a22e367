import { describe, expect, it } from 'vitest';
import { defaultExperiment } from '../../experiment/default-experiment';
import { templateIds } from '../../experiment/templates/template-ids';
import { templates } from '../../experiment/templates/templates';
import { shownNetwork } from '../../experiment/groups';
import { portHeights } from './viewport/drawing';
import { tidyPlaces } from './tidy';

const usual = { width: 130, height: 86 };
const tasks = defaultExperiment.tasks.map((task) => task.id);

describe('automatic layout', () => {
  it.each(templateIds)('lays %s out from left to right without covering', async (template) => {
    const network = shownNetwork(templates[template].build(defaultExperiment.data, defaultExperiment.tasks));
    const places = await tidyPlaces(network, tasks, new Map(), usual);
    const at = new Map(places.map((place) => [place.id, place]));
    expect(places).toHaveLength(network.units.length);
    for (const { from, to } of network.wires) {
      expect(at.get(to)?.x ?? 0).toBeGreaterThanOrEqual((at.get(from)?.x ?? 0) + usual.width);
    }
    for (const [index, first] of places.entries()) {
      for (const second of places.slice(index + 1)) {
        const apart = Math.abs(first.x - second.x) >= usual.width || Math.abs(first.y - second.y) >= usual.height;
        expect(apart, `${first.id} and ${second.id}`).toBe(true);
      }
    }
    // A wire that runs straight past other layers, as skips do, is not hidden behind them.
    for (const { from, to } of network.wires) {
      const [start, end] = [at.get(from), at.get(to)];
      if (start === undefined || end === undefined || start.y !== end.y) continue;
      const wire = start.y + portHeights.full;
      const hiding = places.filter(({ x, y }) => x > start.x && x < end.x && wire > y - 5 && wire < y + usual.height + 5);
      expect(hiding.map(({ id }) => id), `${from} to ${to}`).toEqual([]);
    }
    expect(Math.min(...places.map((place) => place.x))).toBe(0);
    expect(Math.min(...places.map((place) => place.y))).toBe(0);
  });

  it('keeps heads in the order of the tasks, whichever that is', async () => {
    for (const order of [tasks, tasks.toReversed()]) {
      const places = await tidyPlaces(shownNetwork(defaultExperiment.network), order, new Map(), usual);
      const [first, , last] = order.map((task) => places.find((place) => place.id === `head-${task}`)?.y ?? Number.NaN);
      expect(first).toBeLessThan(last ?? Number.NaN);
    }
  });

  it('survives loops and wires that lead nowhere', async () => {
    const { network } = defaultExperiment;
    const broken = { ...network, wires: [...network.wires, { from: 'conv-2', to: 'conv-1' }, { from: 'gone', to: 'conv-1' }] };
    const places = await tidyPlaces(shownNetwork(broken), tasks, new Map(), usual);
    expect(places.every((place) => Number.isInteger(place.x) && Number.isInteger(place.y))).toBe(true);
  });
});
