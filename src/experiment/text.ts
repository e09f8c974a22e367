/**
 * Text that a person or a link supplied, made harmless: without control characters, without marks
 * that turn the direction of writing (they can make a text read as another one), without halves of
 * surrogate pairs, and not longer than `limit` UTF-16 units. With `lines`, line breaks stay.
 */
export function cleanText(text: string, limit: number, lines: boolean): string {
  // Twice the limit is read at most: a megabyte of text is not worth looking through.
  const bounded = text.slice(0, 2 * limit).replace(/\r\n?/g, '\n');
  const harmless = bounded.replace(/[\p{Cc}\p{Cs}\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu, (mark) => {
    if (mark !== '\n') return '';
    return lines ? mark : ' ';
  });
  return harmless.slice(0, limit).replace(/[\ud800-\udbff]$/, '');
}
