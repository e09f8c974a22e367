import { useEffect, useMemo } from 'react';
import type { Position } from '../../../experiment/edits/placing';
import { readFragment, writeFragment } from '../../../experiment/link/fragment-text';
import { useAppStore } from '../../common/app-store';
import { taskName } from '../../common/tasks/task-names';
import { useText } from '../../common/texts/use-text';
import { pasteFragment, selectedFragment } from './add-and-select';
import { hearsKeys } from './hears-keys';
import { removeSelected } from './remove-selected';

/** What `useClipboard` gives. */
export type Clipboard = ReturnType<typeof useClipboard>;

/**
 * Copying, cutting and pasting of layers as text of the system's clipboard, by a menu; each edit is
 * one entry of the history and is told in a notice.
 */
export function useClipboard() {
  const store = useAppStore();
  const { t, language } = useText();
  return useMemo(() => {
    const say = (text: string) => store.getState().view.setNotice(text);
    const copied = (): string | undefined => {
      const fragment = selectedFragment(store);
      if (fragment === undefined) return undefined;
      say(fragment.layers.length === 1 ? t('hands.copied.one') : t('hands.copied', { count: fragment.layers.length }));
      return writeFragment(fragment);
    };
    const paste = (text: string, at?: Position) => {
      const read = readFragment(text);
      if (!read.ok) return say(t(`hands.${read.error}`));
      const left = pasteFragment(store, read.value, at);
      if (left === undefined || left.length === 0) return undefined;
      const { tasks } = store.getState().document.experiment;
      const names = left.map((id) => taskName([...read.value.tasks, ...tasks], id, language));
      return say(t('hands.head-left-out', { tasks: new Intl.ListFormat(language).format(names) }));
    };
    return {
      copied,
      paste,
      cut: () => removeSelected(store),
      /** For a menu: browsers let a page write and read the clipboard on some conditions only. */
      copyByMenu: async () => {
        const text = copied();
        if (text !== undefined && !(await written(text))) say(t('hands.clipboard-closed'));
      },
      cutByMenu: async () => {
        const text = copied();
        if (text === undefined) return;
        if (await written(text)) removeSelected(store);
        else say(t('hands.clipboard-closed'));
      },
      pasteByMenu: async (at: Position | undefined) => {
        try {
          paste(await navigator.clipboard.readText(), at);
        } catch {
          say(t('hands.clipboard-closed'));
        }
      },
    };
  }, [store, t, language]);
}

async function written(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    // No clipboard on plain http, and none where the permission is refused.
    return false;
  }
}

/**
 * The browser's own copy, cut and paste while the canvas has the focus; text that is selected
 * elsewhere on the page is copied as ever.
 */
export function useClipboardKeys({ copied, cut, paste }: Clipboard): void {
  useEffect(() => {
    const isMine = () => document.activeElement?.matches(hearsKeys) === true && document.getSelection()?.isCollapsed !== false;
    const take = (event: ClipboardEvent) => {
      const text = isMine() ? copied() : undefined;
      if (text === undefined) return;
      event.clipboardData?.setData('text/plain', text);
      event.preventDefault();
      if (event.type === 'cut') cut();
    };
    const put = (event: ClipboardEvent) => {
      if (!isMine()) return;
      event.preventDefault();
      paste(event.clipboardData?.getData('text/plain') ?? '');
    };
    document.addEventListener('copy', take);
    document.addEventListener('cut', take);
    document.addEventListener('paste', put);
    return () => {
      document.removeEventListener('copy', take);
      document.removeEventListener('cut', take);
      document.removeEventListener('paste', put);
    };
  }, [copied, cut, paste]);
}
