import { expect, it } from 'vitest';
import { loadViewSettings, saveViewSettings, type ViewSettings } from './view-settings';

it('what is kept is there again, and what is damaged is left out by itself', () => {
  let kept = '';
  const storage = () => ({ getItem: () => kept, setItem: (_: string, value: string) => void (kept = value) });
  const settings: ViewSettings = { language: 'zh-CN', theme: 'dark', split: 0.4, panel: 'runs', conflictEvery: 0, pictures: false, runPlaces: { 'run-1': 2 } };
  saveViewSettings(settings, storage);
  expect(loadViewSettings(storage)).toEqual(settings);
  kept = JSON.stringify({ ...settings, panel: 7, split: 3, theme: 'pink', pictures: 1, runPlaces: { 'run-1': 'first' } });
  expect(loadViewSettings(storage)).toEqual({ language: 'zh-CN', conflictEvery: 0, runPlaces: {} });
  kept = '{';
  expect(loadViewSettings(storage)).toEqual({});
});
