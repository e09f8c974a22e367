import { useStore } from '@xyflow/react';
import { useCallback, useEffect, useState } from 'react';
import type { Position } from '../../../experiment/edits/placing';
import { useAppStore } from '../../common/app-store';
import { Late } from '../../widgets/late';
import { useNetworkView } from '../network-view';
import { LateChoices, LateMenu } from './menu/late-menu';
import type { Opened } from './menu/opened';
import { subjectOf } from './subject-of';
import { focusLayer, useCanvasKeys } from './use-canvas-keys';
import { useBoxSelect } from './pointer/use-box-select';
import { useConnect } from './use-connect';
import { useClipboard, useClipboardKeys } from './use-clipboard';
import { useHold } from './pointer/use-hold';
import { usePlace } from './use-place';
import { useTapConnect } from './pointer/use-tap-connect';

/** What hands do on the canvas beyond React Flow's gestures, and the menu and lists that they open. */
export function Hands() {
  const store = useAppStore();
  const canvas = useStore((state) => state.domNode);
  const { words } = useNetworkView();
  const [opened, setOpened] = useState<Opened>();
  const clipboard = useClipboard();
  const place = usePlace();
  useClipboardKeys(clipboard);
  useCanvasKeys(canvas, words, setOpened);
  useTapConnect(canvas, words, useConnect(canvas, setOpened));
  const { begin, box } = useBoxSelect(canvas);
  const openMenu = useCallback(
    (target: Element, { x, y }: Position) => setOpened({ is: 'menu', at: { x, y, width: 0, height: 0 }, subject: subjectOf(target, store.getState()) }),
    [store],
  );
  const ring = useHold(canvas, openMenu, begin);

  useEffect(() => {
    if (canvas === null) return undefined;
    const ask = (event: MouseEvent) => {
      if (!(event.target instanceof Element) || event.target.closest('[popover]') !== null) return;
      event.preventDefault();
      openMenu(event.target, { x: event.clientX, y: event.clientY });
    };
    canvas.addEventListener('contextmenu', ask);
    return () => canvas.removeEventListener('contextmenu', ask);
  }, [canvas, openMenu]);

  // What was opened meanwhile stays.
  const close = useCallback((closed: Opened) => setOpened((current) => (current === closed ? undefined : current)), []);
  const done = useCallback(
    ([added]: readonly string[]) => {
      if (added !== undefined && canvas !== null) focusLayer(canvas, added);
    },
    [canvas],
  );

  return (
    <>
      {box}
      {ring}
      {opened !== undefined && (
        <Late>
          {opened.is === 'menu' ? (
            <LateMenu
              opened={opened}
              clipboard={clipboard}
              place={place(opened.at)}
              onChoose={(choice) => setOpened({ is: 'list', at: opened.at, choice })}
              onClose={() => close(opened)}
            />
          ) : (
            <LateChoices opened={opened} onDone={done} onClose={() => close(opened)} />
          )}
        </Late>
      )}
    </>
  );
}
