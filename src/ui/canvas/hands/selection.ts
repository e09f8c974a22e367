/** What became of one thing that can be selected. */
interface SelectionChange {
  readonly id: string;
  readonly selected: boolean;
}

/** The ids that are selected after some changes: those that stay in their order, then new ones. */
export function selectionAfter(before: readonly string[], changes: readonly SelectionChange[]): readonly string[] {
  const states = new Map(changes.map(({ id, selected }) => [id, selected]));
  const kept = before.filter((id) => states.get(id) !== false);
  const added = [...states].flatMap(([id, selected]) => (selected && !kept.includes(id) ? [id] : []));
  return kept.length === before.length && added.length === 0 ? before : [...kept, ...added];
}
