import { useEffect, useLayoutEffect, useRef, useState, type KeyboardEvent, type RefObject } from 'react';
import { boxKey, type ClassChips } from './class-box';
import { moveClasses, neighbourGroup, type DraftGroup } from './class-groups';

/** The groups while they are made, with what chips and boxes do to them. */
interface ClassGroups {
  readonly groups: readonly DraftGroup[];
  readonly setGroups: (groups: readonly DraftGroup[]) => void;
  readonly chips: ClassChips;
  /** Moves what is picked into a group, or out of all. */
  readonly movePicked: (key: number | undefined) => void;
  /** What all boxes lie in. */
  readonly boxes: RefObject<HTMLDivElement | null>;
}

/**
 * Groups of classes that change as chips are dragged, picked and moved, or moved by arrow keys: up
 * and down to the group before and behind, left and right only the focus.
 * @param names of the classes, in the order of their indices
 */
export function useClassGroups(start: readonly DraftGroup[], names: readonly string[]): ClassGroups {
  const [groups, setGroups] = useState(start);
  const [picked, setPicked] = useState<ReadonlySet<number>>(new Set());
  const [dragged, setDragged] = useState<readonly number[]>([]);
  const boxes = useRef<HTMLDivElement>(null);
  /** The class that is to have the focus when it has come into its new box. */
  const wanted = useRef<number>(undefined);
  useLayoutEffect(() => {
    if (wanted.current === undefined) return;
    boxes.current?.querySelector<HTMLElement>(`[data-class="${wanted.current}"]`)?.focus();
    wanted.current = undefined;
  });

  const move = (classes: Iterable<number>, key: number | undefined) => {
    setGroups(moveClasses(groups, classes, key));
    setDragged([]);
    setPicked(new Set());
  };
  const over = useDrops(boxes, {
    drop: (box) => move(dragged, groups.find(({ key }) => boxKey(key) === box)?.key),
    press: (box) => {
      if (picked.size > 0) move(picked, groups.find(({ key }) => boxKey(key) === box)?.key);
    },
  });
  const moveByKey = (index: number, event: KeyboardEvent<HTMLElement>) => {
    const step = { ArrowUp: -1, ArrowDown: 1, ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    if (event.key === 'ArrowUp' || event.key === 'ArrowDown') {
      const to = neighbourGroup(groups, index, step === 1 ? 1 : -1);
      if (to === null) return;
      wanted.current = index;
      setGroups(moveClasses(groups, [index], to));
      return;
    }
    const all = [...(boxes.current?.querySelectorAll<HTMLElement>('[data-class]') ?? [])];
    all[all.findIndex((one) => one === event.currentTarget) + step]?.focus();
  };
  return {
    groups,
    setGroups,
    boxes,
    movePicked: (key) => move(picked, key),
    chips: {
      names,
      picked,
      over,
      onPick: (index) => setPicked(picked.has(index) ? new Set([...picked].filter((one) => one !== index)) : new Set([...picked, index])),
      onDrag: (index) => setDragged(picked.has(index) ? [...picked] : [index]),
      onKey: moveByKey,
    },
  };
}

interface Drops {
  /** Called with the `data-box` of the box that something is dropped on. */
  readonly drop: (box: string) => void;
  /** Called with that of a box that is pressed beside its buttons and fields. */
  readonly press: (box: string) => void;
}

/**
 * Hears what is dropped on the boxes and where they are pressed: short ways of the pointer, which
 * has buttons and keys beside it. Returns the box that something is dragged over.
 */
function useDrops(boxes: RefObject<HTMLDivElement | null>, drops: Drops): string | undefined {
  const [over, setOver] = useState<string>();
  const newest = useRef(drops);
  useEffect(() => {
    newest.current = drops;
  });
  useEffect(() => {
    const element = boxes.current;
    if (element === null) return;
    const boxOf = ({ target }: Event) => (target instanceof Element ? target.closest<HTMLElement>('[data-box]')?.dataset['box'] : undefined);
    const handlers = {
      dragover: (event: DragEvent) => {
        event.preventDefault();
        setOver(boxOf(event));
      },
      dragleave: (event: DragEvent) => {
        if (!(event.relatedTarget instanceof Node && element.contains(event.relatedTarget))) setOver(undefined);
      },
      drop: (event: DragEvent) => {
        event.preventDefault();
        setOver(undefined);
        const box = boxOf(event);
        if (box !== undefined) newest.current.drop(box);
      },
      click: (event: MouseEvent) => {
        const box = boxOf(event);
        const isControl = event.target instanceof Element && event.target.closest('button, input') !== null;
        if (box !== undefined && !isControl) newest.current.press(box);
      },
    } as const;
    const controller = new AbortController();
    const { signal } = controller;
    element.addEventListener('dragover', handlers.dragover, { signal });
    element.addEventListener('dragleave', handlers.dragleave, { signal });
    element.addEventListener('drop', handlers.drop, { signal });
    element.addEventListener('click', handlers.click, { signal });
    return () => controller.abort();
  }, [boxes]);
  return over;
}
