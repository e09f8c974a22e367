import { describe, expect, it } from 'vitest';
import { fitsBeside, joinedRun, needs } from './runner-joined';
import { packUniforms, sourceOf, type Program } from './runner-program';
import type { Run } from './runner-record';
import { forEachIndex } from './threads';

const tensors = new Map<string, Run['inputs'][number]>();

function tensor(name: string) {
  const made = tensors.get(name) ?? { dataId: { name }, shape: [5], dtype: 'float32' as const };
  tensors.set(name, made);
  return made;
}

/** y = factor · x by a function of its own; `x.x` would be a field. */
const program: Program = {
  key: 'Times',
  inputs: [['x', 'f32']],
  outputs: [['y', 'f32']],
  uniforms: [['factor', 'f32'], ['x', 'f32']],
  body: () => `fn times(value: f32) -> f32 { return value * uniforms.factor + uniforms.x; }
${forEachIndex('arrayLength(&y)', 'y[index] = times(x[index]);')}`,
};

const run = (from: string, to: string, workgroups = 3): Run => ({ program, inputs: [tensor(from)], outputs: [tensor(to)], uniforms: [['f32', 2, 0.5]], workgroups });

describe('runs side by side', () => {
  it('come after those whose results they take or change, and after those that read what they change', () => {
    expect(needs(run('b', 'c'), [run('a', 'b')])).toBe(true);
    expect(needs(run('c', 'a'), [run('a', 'b')])).toBe(true);
    expect(needs(run('c', 'b'), [run('a', 'b')])).toBe(true);
    expect(needs(run('a', 'c'), [run('a', 'b')])).toBe(false);
  });

  it('fit as long as there are buffers for them, each counted once', () => {
    expect(fitsBeside([run('a', 'b')], run('a', 'c'), 3)).toBe(true);
    expect(fitsBeside([run('a', 'b')], run('d', 'c'), 3)).toBe(false);
    const wider = { ...program, key: 'Wider', body: () => program.body().replace('@workgroup_size(64)', '@workgroup_size(32)') };
    expect(fitsBeside([run('a', 'b')], { ...run('a', 'c'), program: wider }, 8)).toBe(false);
  });

  it('are one program with names, uniforms and workgroups of each, and a single one is left as it is', () => {
    const first = run('a', 'b');
    expect(joinedRun([first])).toBe(first);
    const joined = joinedRun([first, run('a', 'c', 4)]);
    expect(joined.inputs).toEqual([tensor('a')]);
    expect(joined.outputs).toEqual([tensor('b'), tensor('c')]);
    expect(joined.workgroups).toBe(7);
    expect([...new Uint32Array(packUniforms(joined.uniforms)).slice(0, 4)]).toEqual([3, 4, 0, 0]);
    expect([...new Float32Array(packUniforms(joined.uniforms)).slice(4)]).toEqual([2, 0.5, 0, 0, 2, 0.5, 0, 0]);
    const source = sourceOf(joined.program);
    expect(source).toContain('written0[index] = times_0(read0[index]);');
    expect(source).toContain('written1[index] = times_1(read0[index]);');
    expect(source).toContain('uniforms.part1.factor + uniforms.part1.x;');
    expect(source).toContain('main_1(vec3(number, 0u, 0u), vec3(uniforms.counts[1], 1u, 1u), thread);');
    expect(source.match(/@compute/g)).toHaveLength(1);
  });
});
