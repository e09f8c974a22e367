/** A mark on a chart: where its line stands, and how wide its text is, in pixels. */
export interface MarkToPlace {
  readonly x: number;
  readonly width: number;
}

/** Where the text of a mark stands: from `left` on, in a row counted upwards from the lines. */
export interface PlacedMark {
  readonly row: number;
  readonly left: number;
}

/** A mark with its text; one for which there is no room is told in the list of marks. */
export interface DrawnMark {
  readonly step: number;
  readonly text: string;
  readonly place: PlacedMark | undefined;
}

/** The height of a row of texts, and what texts keep from their lines and from each other. */
export const markRow = 15;
const gap = 4;

/**
 * Puts the texts of marks beside their lines, in rows above the chart, each whole: the newest first,
 * in the lowest row with room, to the right of its line or to the left. A text never lies on
 * another one or across the line of another mark, and never reaches out of the chart. Undefined
 * where there is no room for it.
 * @param marks from old to new
 * @param width of the chart, in pixels
 */
export function placeMarks(marks: readonly MarkToPlace[], width: number, rows: number): readonly (PlacedMark | undefined)[] {
  const placed: (PlacedMark | undefined)[] = marks.map(() => undefined);
  const clear = (index: number, row: number, left: number) => {
    const own = marks[index];
    if (own === undefined || left < 0 || left + own.width > width) return false;
    return marks.every((other, at) => {
      if (at === index) return true;
      const there = placed[at];
      // The line of a mark reaches up to its text; one without has its end at the first row.
      const crossed = (there?.row ?? 0) >= row && other.x > left - gap && other.x < left + own.width + gap;
      if (there === undefined) return !crossed;
      const overlaps = there.row === row && left < there.left + other.width + gap && there.left < left + own.width + gap;
      const crosses = row > there.row && own.x > there.left - gap && own.x < there.left + other.width + gap;
      return !crossed && !overlaps && !crosses;
    });
  };
  for (let index = marks.length - 1; index >= 0; index -= 1) {
    const { x, width: own } = marks[index] ?? { x: 0, width: 0 };
    for (let row = 0; row < rows && placed[index] === undefined; row += 1) {
      const left = [x + gap, x - gap - own].find((at) => clear(index, row, at));
      if (left !== undefined) placed[index] = { row, left };
    }
  }
  return placed;
}

/** The middle of a row of texts over lines that begin at `top`, in pixels from the top. */
export function markMiddle(top: number, row: number): number {
  return top - 2 - markRow * (row + 0.5);
}
