import { lazy, useEffect, useId, useRef, useState, type ReactNode } from 'react';
import { Late } from '../late';
import { HelpBubble } from './help-bubble';
import type { HelpText } from './help-text';

const HelpCard = lazy(() => import('./help-card'));

/**
 * How long a pointer or the focus rests on something before its help opens, and a finger before its
 * card does, in milliseconds.
 */
const restingTime = 500;
/** A finger that moved so many pixels scrolls, and does not ask for help. */
const scrollingDistance = 10;

interface Press {
  readonly pointerType: string;
  readonly clientX: number;
  readonly clientY: number;
}

/**
 * The id of the text for aria-describedby, handlers for what it belongs to, and the popup itself.
 */
interface Help {
  readonly id: string;
  /**
   * Spread on the element that the pointer rests on or the focus enters; the help opens beside it.
   */
  readonly handlers: {
    readonly onPointerEnter: (event: { readonly pointerType: string }) => void;
    readonly onPointerLeave: () => void;
    readonly onPointerDown: (event: Press & { readonly target: EventTarget }) => void;
    readonly onPointerMove: (event: Press) => void;
    readonly onPointerUp: () => void;
    readonly onPointerCancel: () => void;
    readonly onFocus: () => void;
    readonly onBlur: () => void;
    readonly onKeyDown: (event: { readonly key: string; readonly preventDefault: () => void }) => void;
  };
  /** Opens the card. */
  readonly open: () => void;
  /** To be put into the anchor's component. */
  readonly popup: ReactNode;
}

type Shown = 'nothing' | 'bubble' | 'card' | 'card by key';

/**
 * What something means, beside `anchor`: in a bubble once the pointer or the focus has rested on it
 * for half a second, and never while it is being changed; with all there is to say in a card by F1,
 * by a long press or when `open` is called. Escape, leaving and a press elsewhere close both.
 */
export function useHelp(text: HelpText, anchor: { readonly current: HTMLElement | null }): Help {
  const id = useId();
  const [shown, setShown] = useState<Shown>('nothing');
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const press = useRef<Press>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);

  const change = (next: (before: Shown) => Shown, delay: number) => {
    clearTimeout(timer.current);
    timer.current = setTimeout(() => setShown(next), delay);
  };
  const rest = () => change((before) => (before === 'nothing' ? 'bubble' : before), restingTime);
  const leave = () => {
    clearTimeout(timer.current);
    setShown((before) => (before === 'bubble' ? 'nothing' : before));
  };
  const show = (next: Shown) => {
    clearTimeout(timer.current);
    setShown(next);
  };
  const lift = () => {
    press.current = undefined;
    // Lifted before its time: no long press.
    clearTimeout(timer.current);
  };

  return {
    id,
    handlers: {
      onPointerEnter: ({ pointerType }) => {
        if (pointerType === 'mouse') rest();
      },
      onPointerLeave: leave,
      onPointerDown: ({ pointerType, clientX, clientY, target }) => {
        press.current = { pointerType, clientX, clientY };
        if (pointerType === 'mouse') leave();
        // A finger that rests on a slider is about to drag it.
        else if (!(target instanceof HTMLInputElement && target.type === 'range')) change(() => 'card', restingTime);
      },
      onPointerMove: ({ clientX, clientY }) => {
        const { current: from } = press;
        if (from !== undefined && from.pointerType !== 'mouse' && Math.hypot(clientX - from.clientX, clientY - from.clientY) > scrollingDistance) lift();
      },
      onPointerUp: lift,
      onPointerCancel: lift,
      // What a press brought the focus to is about to be changed.
      onFocus: () => (press.current === undefined ? rest() : undefined),
      onBlur: () => {
        press.current = undefined;
        leave();
      },
      onKeyDown: (event) => {
        if (event.key === 'F1') {
          event.preventDefault();
          show('card by key');
        } else if (event.key !== 'Tab') leave();
      },
    },
    open: () => show('card'),
    popup: (
      <>
        <HelpBubble id={id} text={text} anchor={anchor} open={shown === 'bubble'} onClose={() => setShown('nothing')} />
        {shown === 'card' || shown === 'card by key' ? (
          <Late>
            <HelpCard text={text} anchor={anchor} byKey={shown === 'card by key'} onClose={() => setShown('nothing')} />
          </Late>
        ) : undefined}
      </>
    ),
  };
}
