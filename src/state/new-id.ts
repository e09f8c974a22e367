/** An id that no other has, for a run or a study. Plain http has no randomUUID. */
export function newId(prefix: string): string {
  return crypto.randomUUID?.() ?? `${prefix}-${Date.now()}-${Math.random()}`;
}
