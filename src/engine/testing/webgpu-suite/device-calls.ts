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
 * Has a device compile programs that do nothing in the place of ours; returns what undoes that. What
 * is asked of it is the same, and takes it little time; what it computes is not.
 */
export function withEmptyPrograms(): () => void {
  return changeCalls(GPUDevice.prototype, 'createShaderModule', ([descriptor]) => {
    // TensorFlow.js' own, whose bindings are read off their code, begin at another function.
    const stock = typeof descriptor === 'object' && descriptor !== null && 'code' in descriptor && String(descriptor.code).includes('fn _start(');
    return [stock ? descriptor : { code: '@compute @workgroup_size(1) fn main() {}' }];
  });
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
