import { expect, it } from 'vitest';
import { layerGroups } from './layer-groups';
import { layerKinds } from './layer-kinds';

it('every kind of layer is offered once', () => {
  expect(layerGroups.flatMap(({ kinds }) => [...kinds]).toSorted()).toEqual(Object.keys(layerKinds).toSorted());
});
