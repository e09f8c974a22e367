import { expect, it } from 'vitest';
import { LabelStore, noLabel, readLabels } from './run-labels';

function memory(text: string | null = null) {
  let kept = text;
  return { storage: () => ({ getItem: () => kept, setItem: (_: string, next: string) => void (kept = next) }), text: () => kept };
}

it('what was written of a run is there again, also beside what another tab wrote', () => {
  const { storage } = memory();
  const [first, second] = [new LabelStore(storage), new LabelStore(storage)];
  first.write('a', { ...noLabel, name: 'Best one' });
  second.write('b', { name: '', note: 'odd', isPinned: true });
  expect(new LabelStore(storage).get()).toEqual({ a: { name: 'Best one', note: '', isPinned: false }, b: { name: '', note: 'odd', isPinned: true } });
  let told = 0;
  first.subscribe(() => (told += 1));
  first.refresh();
  expect(first.get()['b']?.note).toBe('odd');
  expect(told).toBe(1);
  first.write('a', noLabel);
  expect(Object.keys(first.get())).toEqual(['b']);
});

it('a damaged label is left out by itself, an older one gets what it lacks', () => {
  const text = JSON.stringify({ a: { name: 'Old' }, b: { name: 7 }, c: null, d: { note: 'x', isPinned: true, later: 1 } });
  expect(readLabels(text)).toEqual({ a: { name: 'Old', note: '', isPinned: false }, d: { name: '', note: 'x', isPinned: true } });
  for (const broken of ['{', '[]', '7', null]) expect(readLabels(broken)).toEqual({});
});

it('without storage labels last as long as the page', () => {
  const store = new LabelStore(() => {
    throw new Error('refused');
  });
  store.write('a', { ...noLabel, isPinned: true });
  store.refresh();
  expect(store.get()['a']?.isPinned).toBe(true);
});
