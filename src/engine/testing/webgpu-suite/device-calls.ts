/**
 * Has a function told of every call of a method; returns what undoes that. Throws where there is no
 * such method.
 */
export function watchCalls(owner: object, method: string, tell: (parameters: readonly unknown[]) => void): () => void {
  return changeCalls(owner, method, (parameters) => {
    tell(parameters);
    return parameters;
  });
}

/**
 * Has a device compile programs that do nothing in the place of all others; returns what undoes
 * that. What is asked of it is the same, and takes it no time; what it computes is not.
 */
export function withEmptyPrograms(): () => void {
  // What our programs' entry is called, and TensorFlow.js'.
  const code = ['main', '_start'].map((entry) => `@compute @workgroup_size(1) fn ${entry}() {}`).join('\n');
  return changeCalls(GPUDevice.prototype, 'createShaderModule', () => [{ code }]);
}

function changeCalls(owner: object, method: string, change: (parameters: readonly unknown[]) => readonly unknown[]): () => void {
  const original: unknown = Reflect.get(owner, method);
  if (typeof original !== 'function') throw new Error(`there is no ${method}`);
  Reflect.set(owner, method, function changed(this: unknown, ...parameters: unknown[]): unknown {
    const result: unknown = Reflect.apply(original, this, change(parameters));
    return result;
  });
  return () => Reflect.set(owner, method, original);
}
