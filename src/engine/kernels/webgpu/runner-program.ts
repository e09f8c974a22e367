/** Name and WGSL type: of one element for a buffer, of the value for a uniform. */
export type Binding = readonly [name: string, type: string];

/** A compute shader and what it is given. */
export interface Program {
  /**
   * No two programs that differ in anything below may share it: every constant that is written into
   * the code belongs here.
   */
  readonly key: string;
  /** Buffers that it reads: `name` is declared as an array of the type. */
  readonly inputs: readonly Binding[];
  /** Buffers that it writes, and may read. Together with the inputs eight at most. */
  readonly outputs: readonly Binding[];
  /**
   * Fields of `uniforms`, 'f32', 'i32' or 'u32' each, or types made of them that need no padding at
   * their place.
   */
  readonly uniforms?: readonly Binding[];
  /** WGSL with the entry point `main`. Asked for only when the program is compiled. */
  readonly body: () => string;
}

/**
 * Values that change from one dispatch to the next, in the order of the program's uniforms: type
 * and values.
 */
export type UniformValues = readonly (readonly [type: 'f32' | 'i32' | 'u32', ...values: readonly number[]])[];

/** The whole WGSL of a program: the declarations of its buffers before its body. */
export function sourceOf({ inputs, outputs, uniforms = [], body }: Program): string {
  const lines = [
    ...inputs.map(([name, type], index) => `@group(0) @binding(${index}) var<storage, read> ${name}: array<${type}>;`),
    ...outputs.map(([name, type], index) =>
      `@group(0) @binding(${inputs.length + index}) var<storage, read_write> ${name}: array<${type}>;`),
  ];
  if (uniforms.length > 0) {
    lines.push(`struct Uniforms { ${uniforms.map(([name, type]) => `${name}: ${type}`).join(', ')} }`);
    lines.push(`@group(0) @binding(${inputs.length + outputs.length}) var<uniform> uniforms: Uniforms;`);
  }
  return `${lines.join('\n')}\n${body()}`;
}

/** The bytes of uniforms, 4 a value, rounded up to 16 as WGSL wants it. */
export function packUniforms(values: UniformValues): ArrayBuffer {
  const count = values.reduce((sum, entry) => sum + entry.length - 1, 0);
  const view = new DataView(new ArrayBuffer(Math.ceil(count / 4) * 16));
  let offset = 0;
  for (const [type, ...numbers] of values) {
    for (const number of numbers) {
      if (type === 'f32') view.setFloat32(offset, number, true);
      else if (type === 'i32') view.setInt32(offset, number, true);
      else view.setUint32(offset, number, true);
      offset += 4;
    }
  }
  return view.buffer;
}

/**
 * Workgroups in two dimensions for a number of them, since one dimension has a limit (65,535 at
 * least). The shader counts them as workgroup_id.x + workgroup_id.y · num_workgroups.x, and has to
 * leave out those past the end.
 */
export function gridOf(workgroups: number, limit: number): readonly [number, number] {
  if (workgroups <= limit) return [workgroups, 1];
  const rows = Math.ceil(workgroups / limit);
  return [Math.ceil(workgroups / rows), rows];
}
