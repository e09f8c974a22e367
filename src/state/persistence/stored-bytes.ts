/**
 * What a value takes in the browser's database, about: typed arrays by their bytes, all else by its
 * characters and 8 bytes for a number.
 */
export function storedBytes(value: unknown): number {
  if (ArrayBuffer.isView(value)) return value.byteLength;
  if (typeof value === 'string') return value.length;
  if (typeof value !== 'object' || value === null) return 8;
  if (Array.isArray(value)) return value.reduce((sum: number, item) => sum + storedBytes(item), 0);
  return Object.entries(value).reduce((sum, [key, item]) => sum + key.length + storedBytes(item), 0);
}
