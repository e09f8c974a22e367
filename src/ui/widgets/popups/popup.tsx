import { useId, useRef, useState, type ComponentProps, type ReactNode, type RefObject, type ToggleEvent } from 'react';
import { flushSync } from 'react-dom';
import { Button, type ButtonProps } from '../button';
import { classNames } from '../class-names';
import { placePopup } from './placement';
import styles from './popup.module.css';

/** Puts a shown popup where it belongs, next to its button. */
export function putBeside(popup: HTMLElement, anchor: HTMLElement, side: 'below' | 'beside', align: 'start' | 'end'): void {
  // Its own height, not one that was cut the last time.
  popup.style.maxHeight = '';
  const { width, height } = popup.getBoundingClientRect();
  const viewport = { width: document.documentElement.clientWidth, height: window.innerHeight };
  const { left, top, room } = placePopup(anchor.getBoundingClientRect(), { width, height }, viewport, side, align);
  if (room !== undefined) popup.style.maxHeight = `${room}px`;
  popup.style.left = `${left}px`;
  popup.style.top = `${top}px`;
}

interface PopupButtonProps extends Omit<ButtonProps, 'children' | 'role'> {
  /** What the button shows. */
  readonly face: ReactNode;
  /** Name of the popup for assistive technology. */
  readonly popupLabel: string;
  readonly align?: 'start' | 'end';
  /**
   * What the popup holds; it is made when the popup opens. `close` closes it and gives the focus
   * back.
   */
  readonly children: (close: () => void) => ReactNode;
  readonly popupRole?: 'menu' | 'dialog';
  readonly popupProps?: Omit<ComponentProps<'div'>, 'children'>;
}

/**
 * A button that opens a popup below itself. The browser's own popover does the rest: it lies on top
 * of everything, a press elsewhere or Escape closes it, and the focus returns to the button.
 */
export function PopupButton(props: PopupButtonProps) {
  const { face, popupLabel, align = 'start', children, popupRole = 'dialog', popupProps, ...rest } = props;
  const id = useId();
  const button = useRef<HTMLButtonElement>(null);
  const popup = useRef<HTMLDivElement>(null);
  const [open, setOpen] = useState(false);

  const beforeToggle = (event: ToggleEvent<HTMLDivElement>) => {
    if (event.target !== event.currentTarget || event.newState !== 'open') return;
    // The content must be there before the popup is shown; its place is known only after, but still
    // before it is painted.
    flushSync(() => setOpen(true));
    requestAnimationFrame(() => place(popup, button, align));
  };
  const toggle = (event: ToggleEvent<HTMLDivElement>) => {
    if (event.target !== event.currentTarget) return;
    setOpen(event.newState === 'open');
    if (event.newState === 'open') focusFirst(event.currentTarget);
  };
  const close = () => popup.current?.hidePopover();

  return (
    <>
      <Button {...rest} ref={button} popoverTarget={id} aria-haspopup={popupRole} aria-expanded={open}>
        {face}
      </Button>
      <div
        {...popupProps}
        ref={popup}
        id={id}
        popover="auto"
        role={popupRole}
        aria-label={popupLabel}
        className={classNames(styles['popup'], popupProps?.className)}
        onBeforeToggle={beforeToggle}
        onToggle={toggle}
      >
        {open ? children(close) : undefined}
      </div>
    </>
  );
}

function place(popup: RefObject<HTMLElement | null>, button: RefObject<HTMLElement | null>, align: 'start' | 'end'): void {
  if (popup.current !== null && button.current !== null) putBeside(popup.current, button.current, 'below', align);
}

function focusFirst(popup: HTMLElement): void {
  const wanted =
    popup.querySelector<HTMLElement>('[data-autofocus]') ??
    popup.querySelector<HTMLElement>('[aria-checked="true"], button:not(:disabled), select, input, a[href]');
  wanted?.focus();
}
