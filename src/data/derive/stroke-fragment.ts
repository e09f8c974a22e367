import { randomUniform, type RandomKey } from '../../lib/random';
import { commonInk, drawBrighter, resampled, type Drawing } from './drawing';

/** How many places are tried for a fragment; it goes where it covers least. */
const tries = 8;

/**
 * What of a digit lies within `reach` pixels of a random point of its strokes once it is drawn at a
 * scale: a round piece, 2 · reach + 1 pixels wide and high. The point is one of the pixels that are
 * at least `ink`; without any the piece is the drawing's upper left corner.
 *
 * @param chance which of these pixels, in [0, 1)
 * @param brightness what the piece's pixels are multiplied by, in [0, 1]
 */
export function strokeFragment(digit: Drawing, ink: number, chance: number, scale: number, reach: number, brightness: number): Drawing {
  const size = 2 * reach + 1;
  const centre = inkedPixel(digit, ink, chance);
  const across = scale * ((centre % digit.width) + 0.5);
  const down = scale * (Math.floor(centre / digit.width) + 0.5);
  const piece = resampled(digit, scale, size / 2 - across, size / 2 - down, size, size);
  for (let y = 0; y < size; y += 1) {
    for (let x = 0; x < size; x += 1) {
      const inside = (x - reach) ** 2 + (y - reach) ** 2 <= reach ** 2;
      const at = y * size + x;
      piece.pixels[at] = inside ? Math.round(brightness * (piece.pixels[at] ?? 0)) : 0;
    }
  }
  return piece;
}

/** One of the pixels that are at least `ink`, all equally likely; 0 where there is none. */
function inkedPixel({ pixels }: Drawing, ink: number, chance: number): number {
  let inked = 0;
  for (const pixel of pixels) if (pixel >= ink) inked += 1;
  let left = Math.floor(inked * chance);
  for (let at = 0; at < pixels.length; at += 1) {
    if ((pixels[at] ?? 0) < ink) continue;
    if (left === 0) return at;
    left -= 1;
  }
  return 0;
}

/**
 * Puts a piece on a canvas, all of it inside: of some random places where it covers least of what
 * is there, the first of equal ones. Takes the numbers of the key from `counter` on.
 */
export function scatter(canvas: Drawing, piece: Drawing, key: RandomKey, counter: number): void {
  let [left, top] = [0, 0];
  let least = Number.POSITIVE_INFINITY;
  for (let place = 0; place < tries; place += 1) {
    const x = Math.floor((canvas.width - piece.width + 1) * randomUniform(key, counter + 2 * place));
    const y = Math.floor((canvas.height - piece.height + 1) * randomUniform(key, counter + 2 * place + 1));
    const covered = commonInk(canvas, piece, x, y);
    if (covered < least) [least, left, top] = [covered, x, y];
  }
  drawBrighter(canvas, piece, left, top);
}
