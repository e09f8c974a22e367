import { useEffect, useRef } from 'react';
import { shortcutFor, type KeyTarget, type ShortcutId } from '../common/shortcuts';

/** Fields whose letters are their own; ranges, ticks and buttons leave letters alone. */
const typing = 'textarea, select, [contenteditable="true"], input:not([type="range"], [type="checkbox"], [type="radio"], [type="file"])';
/** What Space itself acts on. */
const takesSpace = 'button, a[href], summary, input:not([type="range"]), [role="button"], [role="tab"], [role="menuitem"], .react-flow__node, .react-flow__edge';

/** A dialog or a popup, whatever it holds; help beside a word only tells. */
const opened = 'dialog:modal, :popover-open:not([role="tooltip"], [data-help-card])';

/**
 * Listens to the keys of the page. A control that was only clicked on does not keep Space (it would
 * press itself again where a person wants to pause); one that the keyboard went to does. Nothing
 * happens while a dialog or popup is open.
 */
export function useShortcuts(actions: Readonly<Record<ShortcutId, () => void>>): void {
  const current = useRef(actions);
  useEffect(() => {
    current.current = actions;
  });
  useEffect(() => {
    let byPointer = false;
    const pointer = () => {
      byPointer = true;
    };
    const keyDown = (event: KeyboardEvent) => {
      if (event.key === 'Tab' || event.key.startsWith('Arrow')) byPointer = false;
      if (event.defaultPrevented || event.isComposing || document.querySelector(opened) !== null) return;
      const id = shortcutFor(event, targetOf(event, byPointer));
      if (id === undefined || (event.repeat && !repeats.includes(id))) return;
      event.preventDefault();
      current.current[id]();
    };
    document.addEventListener('pointerdown', pointer, true);
    document.addEventListener('keydown', keyDown);
    return () => {
      document.removeEventListener('pointerdown', pointer, true);
      document.removeEventListener('keydown', keyDown);
    };
  }, []);
}

/** What goes on while the key is held down. */
const repeats: readonly ShortcutId[] = ['batch', 'undo', 'redo'];

function targetOf({ target, key }: KeyboardEvent, byPointer: boolean): KeyTarget {
  if (!(target instanceof Element)) return 'page';
  // Letters find options in a list; Space would only open it again.
  const chosenFrom = byPointer && key === ' ' && target.matches('select');
  if (!chosenFrom && target.closest(typing) !== null) return 'typing';
  return !byPointer && target.closest(takesSpace) !== null ? 'control' : 'page';
}
