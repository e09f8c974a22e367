import { expect, test } from 'vitest';
import { ariaKeys, keyLabel, shortcutFor, shortcuts, type KeyPress } from './shortcuts';

const press = (key: string, held: Partial<KeyPress> = {}): KeyPress => ({
  key,
  ctrlKey: false,
  metaKey: false,
  shiftKey: false,
  altKey: false,
  ...held,
});

test('every key means one thing', () => {
  const all = shortcuts.flatMap(({ keys }) => keys.map(({ key, control, shift }) => `${control} ${shift} ${key}`));
  expect(new Set(all).size).toBe(all.length);
  expect(new Set(shortcuts.map((shortcut) => shortcut.id)).size).toBe(shortcuts.length);
});

test.each([
  [press(' '), 'play'],
  [press('b'), 'batch'],
  [press('B'), 'batch'],
  [press('z', { ctrlKey: true }), 'undo'],
  [press('Z', { ctrlKey: true, shiftKey: true }), 'redo'],
  [press('z', { metaKey: true, shiftKey: true }), 'redo'],
  [press('y', { ctrlKey: true }), 'redo'],
  [press('?', { shiftKey: true }), 'list'],
  [press('k', { ctrlKey: true }), 'list'],
  [press('k', { metaKey: true }), 'list'],
  [press('k'), undefined],
  [press('['), 'setup'],
  [press('z'), undefined],
  [press('r', { ctrlKey: true }), undefined],
  [press('b', { altKey: true }), undefined],
  [press('B', { shiftKey: true }), undefined],
  [press('x'), undefined],
])('%j on the page means %s', (pressed, id) => {
  expect(shortcutFor(pressed, 'page')).toBe(id);
});

test('who types keeps his keys, and his own undo; saving, opening and the list of commands stay within reach', () => {
  expect(shortcutFor(press(' '), 'typing')).toBeUndefined();
  expect(shortcutFor(press('?', { shiftKey: true }), 'typing')).toBeUndefined();
  expect(shortcutFor(press('z', { ctrlKey: true }), 'typing')).toBeUndefined();
  expect(shortcutFor(press('s', { ctrlKey: true }), 'typing')).toBe('save');
  expect(shortcutFor(press('k', { ctrlKey: true }), 'typing')).toBe('list');
});

test('a control that the keyboard moved to keeps Space, and nothing else', () => {
  expect(shortcutFor(press(' '), 'control')).toBeUndefined();
  expect(shortcutFor(press('b'), 'control')).toBe('batch');
});

test('keys are written as on the keyboard at hand', () => {
  const redo = shortcuts.find((shortcut) => shortcut.id === 'redo');
  const play = shortcuts.find((shortcut) => shortcut.id === 'play');
  if (redo === undefined || play === undefined) throw new Error('redo and play have no key');
  expect(keyLabel(redo, false, 'Space')).toEqual(['Ctrl+Shift+Z', 'Ctrl+Y']);
  expect(keyLabel(redo, true, 'Space')).toEqual(['⇧⌘Z', '⌘Y']);
  expect(keyLabel(play, false, '空格')).toEqual(['空格']);
  expect(ariaKeys('redo')).toBe('Control+Shift+Z Control+Y');
  expect(ariaKeys('play')).toBe('Space');
});
