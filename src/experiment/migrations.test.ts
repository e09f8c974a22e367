import { expect, it } from 'vitest';
import { documentVersion, migrated, upgrades } from './migrations';

it('has an upgrade from every earlier version, and no other', () => {
  const steps = Array.from({ length: documentVersion - 1 }, (_, index) => String(index + 1));
  expect(Object.keys(upgrades)).toEqual(steps);
});

it('leaves a document of today as it is', () => {
  const document = { version: documentVersion };
  expect(migrated(document, documentVersion)).toBe(document);
});
