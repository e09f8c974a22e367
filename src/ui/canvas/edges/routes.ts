import { createContext, useContext } from 'react';
import type { Box } from '../../../lib/box';
import type { Line, Point } from '../../../domain/network/routes/line';
import type { wireRoute } from '../../../domain/network/routes/route';
import { portHeights, type Drawing } from '../viewport/drawing';

/** Strands begin and end below the layers' boxes, so that no gap shows at the ports. */
export const tuck = 3;

/** A wire with what its width follows from. */
export interface RoutedWire {
  readonly id: string;
  readonly source: string;
  readonly target: string;
  /** How many strands it has. */
  readonly strands: number;
}

/** A point of the canvas as one of a network that runs to the right, moved along it. */
export function portPoint(down: boolean, x: number, y: number, along: number): Point {
  return down ? { x: y + along, y: x } : { x: x + along, y };
}

/**
 * Where each wire runs, round the layers that it doesn't enter, as a network that runs to the right.
 * @param boxes the layers on the canvas, as they rest
 * @param lead what leads a wire round boxes
 */
export function routesOf(wires: readonly RoutedWire[], boxes: ReadonlyMap<string, Box>, { direction, card }: Drawing, lead: typeof wireRoute): ReadonlyMap<string, Line> {
  const down = direction === 'down';
  const turned = new Map([...boxes].map(([id, box]) => [id, down ? { x: box.y, y: box.x, width: box.height, height: box.width } : box]));
  return new Map(
    wires.flatMap(({ id, source, target, strands }) => {
      const [from, to] = [turned.get(source), turned.get(target)];
      if (from === undefined || to === undefined) return [];
      const port = (box: Box) => box.y + (down ? box.height / 2 : portHeights[card]);
      const others = [...turned].flatMap(([other, box]) => (other === source || other === target ? [] : [box]));
      const [start, end] = [{ x: from.x + from.width - tuck, y: port(from) }, { x: to.x + tuck, y: port(to) }];
      return [[id, lead(start, end, others, halfWidth(strands))]];
    }),
  );
}

/** Half of the width of a bundle, at the most: the shares of all strands together are 1. */
function halfWidth(strands: number): number {
  return strands === 0 ? 1 : (1.5 * strands + 6.5 + 1.5 * (strands - 1)) / 2;
}

/**
 * How far a port may be from where its route ends, in pixels: React Flow measures it itself, with
 * borders. A layer that is dragged moves by more.
 */
const near = 5;

/** True while a route still begins and ends where the layers are. */
export function leads(route: Line, from: Point, to: Point): boolean {
  const [start, end] = [route[0], route.at(-1)];
  return start !== undefined && end !== undefined && Math.hypot(start.x - from.x, start.y - from.y) <= near && Math.hypot(end.x - to.x, end.y - to.y) <= near;
}

/** The routes of wires by their ids. */
export const RoutesContext = createContext<ReadonlyMap<string, Line>>(new Map());

/** Where a wire runs as the layers rest; undefined before that is known. */
export function useRoute(id: string): Line | undefined {
  return useContext(RoutesContext).get(id);
}
