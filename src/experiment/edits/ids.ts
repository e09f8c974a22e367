/**
 * `stem` if it is free and `plain` is wanted, otherwise the first free one of stem-1, stem-2 …
 * Stems are ids of at most 34 characters.
 */
export function freeId(stem: string, taken: readonly { readonly id: string }[], plain: boolean): string {
  const ids = new Set(taken.map((item) => item.id));
  if (plain && !ids.has(stem)) return stem;
  let number = 1;
  while (ids.has(`${stem}-${number}`)) number += 1;
  return `${stem}-${number}`;
}
