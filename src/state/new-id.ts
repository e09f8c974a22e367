/**
 * An id that no other has, for a run, a study or a tab: letters, digits and hyphens. Plain http has
 * no randomUUID.
 */
export function newId(prefix: string): string {
  return crypto.randomUUID?.() ?? `${prefix}-${Date.now().toString(36)}-${Math.random().toString(36).slice(2)}`;
}
