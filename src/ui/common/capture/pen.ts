/** Pixels of the pad along each side. */
export const padSide = 224;
/** As thick as the strokes of a digit are in MNIST's 28 pixels. */
const thickness = padSide / 12;

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** Makes the pad black. */
export function emptyPad(canvas: HTMLCanvasElement): void {
  const context = canvas.getContext('2d');
  if (context === null) return;
  context.fillStyle = 'black';
  context.fillRect(0, 0, padSide, padSide);
}

/** A white stroke from one point to another, round at its ends. */
export function drawStroke(canvas: HTMLCanvasElement, from: Point, to: Point): void {
  const context = canvas.getContext('2d');
  if (context === null) return;
  context.strokeStyle = 'white';
  context.lineWidth = thickness;
  context.lineCap = 'round';
  context.beginPath();
  context.moveTo(from.x, from.y);
  context.lineTo(to.x, to.y);
  context.stroke();
}

/** How far a press of an arrow key moves the pen, in pixels of the pad. */
const keyStep = padSide / 28;

const directions: Readonly<Record<string, Point>> = {
  ArrowLeft: { x: -keyStep, y: 0 },
  ArrowRight: { x: keyStep, y: 0 },
  ArrowUp: { x: 0, y: -keyStep },
  ArrowDown: { x: 0, y: keyStep },
};

/** Where a key moves the pen to, which stays on the pad; undefined for a key that does not. */
export function movedByKey({ x, y }: Point, key: string): Point | undefined {
  const by = directions[key];
  if (by === undefined) return undefined;
  const within = (value: number) => Math.min(padSide, Math.max(0, value));
  return { x: within(x + by.x), y: within(y + by.y) };
}
