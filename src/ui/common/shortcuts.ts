/**
 * Everything that a key does anywhere on the page; the list that "?" shows and the handler both
 * come from here.
 */
export type ShortcutId =
  | 'play'
  | 'batch'
  | 'epoch'
  | 'reset'
  | 'slower'
  | 'faster'
  | 'undo'
  | 'redo'
  | 'save'
  | 'open'
  | 'share'
  | 'freeze'
  | 'setup'
  | 'inspector'
  | 'device'
  | 'theme'
  | 'language'
  | 'list';

interface Shortcut {
  readonly id: ShortcutId;
  readonly group: 'training' | 'experiment' | 'page';
  /** As KeyboardEvent.key has it, letters small. With `control` Ctrl or, on a Mac, ⌘ is held. */
  readonly keys: readonly { readonly key: string; readonly control?: true; readonly shift?: true }[];
}

export const shortcuts: readonly Shortcut[] = [
  { id: 'play', group: 'training', keys: [{ key: ' ' }] },
  { id: 'batch', group: 'training', keys: [{ key: 'b' }] },
  { id: 'epoch', group: 'training', keys: [{ key: 'e' }] },
  { id: 'reset', group: 'training', keys: [{ key: 'r' }] },
  { id: 'slower', group: 'training', keys: [{ key: ',' }] },
  { id: 'faster', group: 'training', keys: [{ key: '.' }] },
  { id: 'undo', group: 'experiment', keys: [{ key: 'z', control: true }] },
  { id: 'redo', group: 'experiment', keys: [{ key: 'z', control: true, shift: true }, { key: 'y', control: true }] },
  { id: 'open', group: 'experiment', keys: [{ key: 'o', control: true }] },
  { id: 'save', group: 'experiment', keys: [{ key: 's', control: true }] },
  { id: 'share', group: 'experiment', keys: [{ key: 'l' }] },
  { id: 'freeze', group: 'experiment', keys: [{ key: 'f' }] },
  { id: 'setup', group: 'page', keys: [{ key: '[' }] },
  { id: 'inspector', group: 'page', keys: [{ key: ']' }] },
  { id: 'device', group: 'page', keys: [{ key: 'd' }] },
  { id: 'theme', group: 'page', keys: [{ key: 't' }] },
  { id: 'language', group: 'page', keys: [{ key: 'g' }] },
  { id: 'list', group: 'page', keys: [{ key: '?' }, { key: 'k', control: true }] },
];

/** What a key press carries; a KeyboardEvent fits. */
export interface KeyPress {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly shiftKey: boolean;
  readonly altKey: boolean;
}

/**
 * Where a key press goes: into a text or number field, to a control that takes Space for itself, or
 * to nothing in particular.
 */
export type KeyTarget = 'typing' | 'control' | 'page';

/** What Ctrl does in text fields too. */
const fromText: readonly ShortcutId[] = ['save', 'open', 'list'];

/**
 * The shortcut that a key press means, if any. Text fields keep every key but those with Ctrl that
 * mean nothing in them (save, open, the list of commands); a control that the keyboard moved to keeps
 * Space.
 */
export function shortcutFor(press: KeyPress, target: KeyTarget): ShortcutId | undefined {
  if (press.altKey) return undefined;
  const control = press.ctrlKey || press.metaKey;
  const found = shortcuts.find(({ keys }) => keys.some((wanted) => fits(press, control, wanted)))?.id;
  if (found === undefined) return undefined;
  if (target === 'typing') return control && fromText.includes(found) ? found : undefined;
  return target === 'control' && press.key === ' ' ? undefined : found;
}

function fits(press: KeyPress, control: boolean, wanted: Shortcut['keys'][number]): boolean {
  if (press.key.toLowerCase() !== wanted.key || control !== (wanted.control ?? false)) return false;
  // "?" and "[" need Shift on some keyboards and not on others; letters and Space tell the two
  // apart.
  return /^[a-z ]$/.test(wanted.key) ? press.shiftKey === (wanted.shift ?? false) : true;
}

/**
 * The keys as they are written on a keyboard, such as "Ctrl+Shift+Z", or "⇧⌘Z" on a Mac. Space
 * stands as the word given.
 */
export function keyLabel(shortcut: Shortcut, mac: boolean, space: string): readonly string[] {
  return shortcut.keys.map(({ key, control, shift }) => {
    const name = key === ' ' ? space : key.toUpperCase();
    if (mac) return `${shift ? '⇧' : ''}${control ? '⌘' : ''}${name}`;
    return `${control ? 'Ctrl+' : ''}${shift ? 'Shift+' : ''}${name}`;
  });
}

/** The same in the form of aria-keyshortcuts. */
export function ariaKeys(id: ShortcutId): string {
  const found = shortcuts.find((shortcut) => shortcut.id === id);
  return (found?.keys ?? [])
    .map(({ key, control, shift }) => `${control ? 'Control+' : ''}${shift ? 'Shift+' : ''}${key === ' ' ? 'Space' : key.toUpperCase()}`)
    .join(' ');
}
