import { useEffect, useRef, useState, type KeyboardEvent } from 'react';
import { Button, type ButtonProps } from '../../../widgets/button';

interface HoldButtonProps extends Pick<ButtonProps, 'aria-label' | 'children' | 'className'> {
  /** Called at once and then again and again while it is held, each time when it is done. */
  readonly onHeld: () => Promise<void>;
}

/** Milliseconds between two calls. */
const pause = 125;

/** A button that goes on doing something while it is held, by pointer or by Space or Enter. */
export function HoldButton({ onHeld, ...rest }: HoldButtonProps) {
  const [isHeld, setHeld] = useState(false);
  const work = useRef(onHeld);
  useEffect(() => {
    work.current = onHeld;
  }, [onHeld]);
  useEffect(() => {
    if (!isHeld) return undefined;
    let goesOn = true;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const once = async () => {
      await work.current();
      if (goesOn) timer = setTimeout(() => void once(), pause);
    };
    void once();
    return () => {
      goesOn = false;
      clearTimeout(timer);
    };
  }, [isHeld]);
  const isHoldKey = ({ key }: KeyboardEvent) => key === ' ' || key === 'Enter';
  const release = () => setHeld(false);
  return (
    <Button
      {...rest}
      look={isHeld ? 'primary' : 'plain'}
      onPointerDown={(event) => {
        if (event.button !== 0) return;
        event.currentTarget.setPointerCapture(event.pointerId);
        setHeld(true);
      }}
      onPointerUp={release}
      onPointerCancel={release}
      onLostPointerCapture={release}
      onKeyDown={(event) => {
        if (!isHoldKey(event)) return;
        // Else the browser presses it once more.
        event.preventDefault();
        setHeld(true);
      }}
      onKeyUp={release}
      onBlur={release}
      // A long touch opens a menu otherwise.
      onContextMenu={(event) => event.preventDefault()}
      onClick={(event) => {
        // Assistive technology presses without pointer and keys.
        if (event.detail === 0 && !isHeld) void onHeld();
      }}
    />
  );
}
