import { expect, it } from 'vitest';
import { cards } from '../../../i18n/en/cards';
import { lateNamespaces } from '../../../i18n/en/late-namespaces';
import { keysOf } from '../../../lib/keys';
import type { Dataset } from '../../../domain/datasets/dataset';
import { datasets } from '../../../domain/datasets/datasets';
import { papers } from '../../../domain/papers/papers';
import type { CardArea } from './card-area';
import { cardFacts } from './card-facts';

/** Where the help that opens a card already shows a formula, by the card's area. */
const shown: Readonly<Partial<Record<CardArea, (id: string) => string | undefined>>> = {
  method: (id) => textOf('balancing', `${id}.formula`),
  loss: (id) => textOf('tasks', `loss.${id}.formula`),
  metric: (id) => textOf('tasks', `metric.${id}.formula`),
  optimizer: (id) => textOf('training', `optimizer.${id}.formula`),
  schedule: (id) => textOf('training', `schedule.${id}.formula`),
  training: (id) => textOf('training', `${id}.formula`),
  chart: (id) => textOf('curves', `${id}.formula`),
  // That of the method which it is a parameter of.
  balancing: () => 'its method’s',
};

const areas = ['method', 'loss', 'metric', 'optimizer', 'schedule', 'kind', 'alternate', 'batch', 'training', 'optimizing', 'layer', 'balancing', 'loss-parameter', 'augmentation', 'chart', 'data'] as const satisfies readonly CardArea[];

function textOf(namespace: keyof typeof lateNamespaces, key: string): string | undefined {
  const texts: Readonly<Record<string, string>> = lateNamespaces[namespace];
  return texts[key];
}

const ids = (area: CardArea) => Object.keys(cards).flatMap((key) => (key.startsWith(`${area}.`) ? [key.slice(area.length + 1)] : []));

it.each(areas)('every card of "%s" has exactly one formula: that of its help, or its own', (area) => {
  expect(ids(area).length).toBeGreaterThan(0);
  const odd = ids(area).filter((id) => {
    const ofHelp = shown[area]?.(id) ?? '';
    return (ofHelp !== '') === (cardFacts(area, id).formula !== undefined);
  });
  expect(odd).toEqual([]);
});

it('every paper that is kept is cited by some card', () => {
  const cited = new Set(areas.flatMap((area) => ids(area).flatMap((id) => cardFacts(area, id).papers)));
  expect(keysOf(papers).filter((id) => !cited.has(id))).toEqual([]);
});

it('every setting of a composed data set has a card', () => {
  const settings = new Set(Object.values(datasets).flatMap(({ parameters = {} }: Dataset) => Object.keys(parameters)));
  expect([...settings].filter((name) => !ids('data').includes(name))).toEqual([]);
});

it('an unknown thing has no facts', () => {
  expect(cardFacts('layer', 'constructor')).toEqual({ papers: [] });
});
