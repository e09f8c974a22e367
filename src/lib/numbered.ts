/**
 * Titles made different by a number behind them where several are the same, in their order: "Dense
 * 64 (2)".
 */
export function numbered(titles: readonly string[]): readonly string[] {
  return titles.map((title, index) => {
    const same = titles.filter((other) => other === title).length;
    return same === 1 ? title : `${title} (${titles.slice(0, index + 1).filter((other) => other === title).length})`;
  });
}
