import { flushSync } from 'react-dom';
import { useLayoutEffect, useRef, useState, type RefObject } from 'react';

export interface Size {
  readonly width: number;
  readonly height: number;
}

/**
 * The size of an element in whole CSS pixels, without its padding, kept up to date; 0 × 0 until it
 * was measured, which is before the browser draws it: what has to be loaded to fill it is pending
 * by then.
 */
export function useSize<Target extends HTMLElement>(): readonly [RefObject<Target | null>, Size] {
  const target = useRef<Target>(null);
  const [size, setSize] = useState<Size>({ width: 0, height: 0 });
  useLayoutEffect(() => {
    const element = target.current;
    if (element === null) return;
    const measure = () => {
      const { width, height } = contentSize(element);
      setSize((old) => (old.width === width && old.height === height ? old : { width, height }));
    };
    // Told of the first size when the browser lays out the page, before it is drawn: to ask for it
    // here would lay it out in the middle of what React does.
    const observer = new ResizeObserver(() => flushSync(measure));
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return [target, size];
}

function contentSize(element: HTMLElement): Size {
  const { paddingLeft, paddingRight, paddingTop, paddingBottom } = getComputedStyle(element);
  const pixels = (length: string) => Number.parseFloat(length) || 0;
  return {
    width: Math.floor(element.clientWidth - pixels(paddingLeft) - pixels(paddingRight)),
    height: Math.floor(element.clientHeight - pixels(paddingTop) - pixels(paddingBottom)),
  };
}
