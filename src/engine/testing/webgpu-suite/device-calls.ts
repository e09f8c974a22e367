/**
 * Has a function told of every call of a method; returns what undoes that. Throws where there is no
 * such method.
 */
export function watchCalls(owner: object, method: string, tell: (parameters: readonly unknown[]) => void): () => void {
  const original: unknown = Reflect.get(owner, method);
  if (typeof original !== 'function') throw new Error(`there is no ${method}`);
  Reflect.set(owner, method, function told(this: unknown, ...parameters: unknown[]): unknown {
    tell(parameters);
    const result: unknown = Reflect.apply(original, this, parameters);
    return result;
  });
  return () => Reflect.set(owner, method, original);
}
