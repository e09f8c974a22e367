import type { TensorInfo } from '@tensorflow/tfjs-core';
import type { Binding, Program, UniformValues } from './runner-program';
import type { Run } from './runner-record';

/** As many numbers of workgroups as one vector of uniforms holds. */
const mostRuns = 4;

/** True if a run has to come after others: it reads what they write, or changes what they use. */
export function needs(run: Run, others: readonly Run[]): boolean {
  const uses = (tensors: readonly TensorInfo[], { dataId }: TensorInfo) => tensors.some((tensor) => tensor.dataId === dataId);
  return others.some(({ inputs, outputs }) =>
    outputs.some((written) => uses(run.inputs, written) || uses(run.outputs, written)) || inputs.some((read) => uses(run.outputs, read)));
}

/** True if a run that needs none of others can be joined with them, into one of `mostBuffers` buffers. */
export function fitsBeside(others: readonly Run[], run: Run, mostBuffers: number): boolean {
  const all = [...others, run];
  const { read, written } = buffersOf(all);
  const alike = others.every(({ program }) => threadsOf(program) === threadsOf(run.program));
  return alike && all.length <= mostRuns && read.length + written.length <= mostBuffers;
}

/** Several runs that need nothing of each other as one; a single one is handed back. */
export function joinedRun(runs: readonly Run[]): Run {
  const [first, second] = runs;
  if (first === undefined) throw new Error('there is nothing to run');
  if (second === undefined) return first;
  const { read, written, places } = buffersOf(runs);
  const programs = runs.map(({ program }) => program);
  const counts = runs.map(({ workgroups }) => workgroups);
  return {
    program: joinedProgram(programs, read, written, places),
    inputs: read.map(({ tensor }) => tensor),
    outputs: written.map(({ tensor }) => tensor),
    uniforms: [['u32', ...filled(counts, mostRuns)], ...runs.flatMap(({ uniforms }) => inSixteens(uniforms))],
    workgroups: counts.reduce((sum, count) => sum + count, 0),
  };
}

/** A buffer of a joined program. */
interface Bound {
  readonly tensor: TensorInfo;
  readonly type: string;
}

/**
 * The buffers of several runs, each once, and for each run what those of its bindings are called,
 * inputs first.
 */
function buffersOf(runs: readonly Run[]) {
  const read: Bound[] = [];
  const written: Bound[] = [];
  const places = runs.map(({ program, inputs, outputs }) => [
    ...program.inputs.map(([, type], index) => {
      const tensor = tensorAt(inputs, index);
      const known = read.findIndex((other) => other.tensor.dataId === tensor.dataId && other.type === type);
      return `read${known < 0 ? read.push({ tensor, type }) - 1 : known}`;
    }),
    ...program.outputs.map(([, type], index) => `written${written.push({ tensor: tensorAt(outputs, index), type }) - 1}`),
  ]);
  return { read, written, places };
}

function tensorAt(tensors: readonly TensorInfo[], index: number): TensorInfo {
  const tensor = tensors[index];
  if (tensor === undefined) throw new Error('a program was given too few buffers');
  return tensor;
}

/**
 * One program in the place of several: a workgroup does the work of one of them, by its number.
 * `places`: for each what its bindings are called in the whole.
 */
function joinedProgram(programs: readonly Program[], read: readonly Bound[], written: readonly Bound[], places: readonly (readonly string[])[]): Program {
  const parts = programs.flatMap(({ uniforms = [] }, part): Binding[] => (uniforms.length === 0 ? [] : [[`@align(16) part${part}`, `Part${part}`]]));
  return {
    key: programs.map(({ key }, part) => `${key} (${(places[part] ?? []).join(' ')})`).join(' beside '),
    inputs: read.map(({ type }, index) => [`read${index}`, type]),
    outputs: written.map(({ type }, index) => [`written${index}`, type]),
    uniforms: [['counts', 'vec4<u32>'], ...parts],
    body: () => `${programs.map((program, part) => partOf(program, part, places[part] ?? [])).join('\n')}
@compute @workgroup_size(${programs[0] === undefined ? 1 : threadsOf(programs[0])})
fn main(
  @builtin(workgroup_id) group: vec3<u32>,
  @builtin(num_workgroups) groups: vec3<u32>,
  @builtin(local_invocation_index) thread: u32,
) {
  var number = group.x + group.y * groups.x;
  ${programs.map((program, part) => `
  if (number < uniforms.counts[${part}]) {
    main_${part}(${callOf(program, part)});
    return;
  }
  number -= uniforms.counts[${part}];`).join('')}
}`,
  };
}

const entry = /@compute @workgroup_size\((\d+)\)\s*fn main\(([^{]*)\)\s*\{/;
const builtin = /@builtin\((\w+)\) (\w+: [\w<>]+)/g;

/** A program's code with names of its own, and its entry point as a function. */
function partOf({ inputs, outputs, uniforms = [], body }: Program, part: number, places: readonly string[]): string {
  const code = body();
  const made = [...code.matchAll(/(?:\b(?:fn|struct|const)|var<workgroup>) (\w+)/g)].map(([, name = '']) => [name, `${name}_${part}`] as const);
  const bound = [...inputs, ...outputs].map(([name], index) => [name, places[index] ?? name] as const);
  const names = new Map([...made, ...bound, ['uniforms', `uniforms.part${part}`]]);
  // What comes behind a point is a field.
  const renamed = code.replace(entry, (_, _threads, parameters: string) => `fn main(${[...parameters.matchAll(builtin)].map(([, , own]) => own).join(', ')}) {`)
    .replace(/(?<![.\w])[A-Za-z_]\w*/g, (name) => names.get(name) ?? name);
  if (uniforms.length === 0) return renamed;
  return `struct Part${part} { ${uniforms.map(([name, type]) => `${name}: ${type}`).join(', ')} }\n${renamed}`;
}

/** What the entry point of a part is given, as if it were alone. */
function callOf({ body }: Program, part: number): string {
  const [, , parameters = ''] = entry.exec(body()) ?? [];
  return [...parameters.matchAll(builtin)].map(([, name = '']) => {
    if (name === 'workgroup_id') return 'vec3(number, 0u, 0u)';
    return name === 'num_workgroups' ? `vec3(uniforms.counts[${part}], 1u, 1u)` : 'thread';
  }).join(', ');
}

const threadsByKey = new Map<string, number>();

/** The threads of a program's workgroup. */
function threadsOf({ key, body }: Program): number {
  const known = threadsByKey.get(key);
  if (known !== undefined) return known;
  const threads = Number(entry.exec(body())?.[1]);
  threadsByKey.set(key, threads);
  return threads;
}

function inSixteens(uniforms: UniformValues): UniformValues {
  const length = uniforms.reduce((sum, [, ...values]) => sum + values.length, 0);
  return length % 4 === 0 ? uniforms : [...uniforms, ['u32', ...Array.from({ length: 4 - (length % 4) }, () => 0)]];
}

function filled(values: readonly number[], length: number): number[] {
  return Array.from({ length }, (_, index) => values[index] ?? 0);
}
