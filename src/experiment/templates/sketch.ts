import type { LayerKindId } from '../../domain/network/layer-kinds';
import type { ParameterValues } from '../../domain/parameters';
import { targetKinds } from '../../domain/targets/target';
import { taskKind } from '../../domain/tasks/task-kinds';
import { freeId } from '../edits/ids';
import { column as columnWidth, row as rowHeight } from '../edits/placing';
import type { Experiment, ExperimentGroup, ExperimentNetwork, ExperimentTask } from '../schema';

/** A start network, drawn for any data set and any tasks. */
export interface Template {
  readonly build: (data: Experiment['data'], tasks: readonly ExperimentTask[]) => ExperimentNetwork;
}

type GroupRole = NonNullable<ExperimentGroup['role']>;
type Step = readonly [id: string, kind: LayerKindId, values: ParameterValues];

/** Where a part of a network ends: its last layer, and the column behind it. */
export interface End {
  readonly last: string;
  readonly column: number;
}

/**
 * A network while it is being drawn, on a grid of columns (from the left) and rows (from the top;
 * halves allowed).
 */
export class Sketch {
  readonly #network: ExperimentNetwork = { layers: [], wires: [], ties: [] };

  /** Adds a layer, with a wire from another one where `from` names it. Returns its id. */
  add(
    id: string,
    kind: LayerKindId,
    values: ParameterValues,
    place: readonly [column: number, row: number],
    from?: string,
  ): string {
    const [column, row] = place;
    const layer = {
      id,
      kind,
      values: { ...values },
      initialiser: 'auto' as const,
      x: column * columnWidth,
      y: Math.round(row * rowHeight),
    };
    this.#network.layers.push(layer);
    if (from !== undefined) this.#network.wires.push({ from, to: id });
    return id;
  }

  /** Adds a wire. */
  wire(from: string, to: string): void {
    this.#network.wires.push({ from, to });
  }

  /**
   * Adds a row of layers, each wired from the one before. Returns the id of the last and the column
   * behind it.
   */
  chain(
    steps: readonly Step[],
    place: readonly [column: number, row: number],
    from: string,
  ): End {
    let [column] = place;
    let last = from;
    for (const [id, kind, values] of steps) {
      last = this.add(id, kind, values, [column, place[1]], last);
      column += 1;
    }
    return { last, column };
  }

  /** Adds a task's head. Returns its id. */
  head(task: ExperimentTask, place: readonly [column: number, row: number], from: string): string {
    return this.add(freeId(`head-${task.kind}`, this.#network.layers, true), 'head', { task: task.id }, place, from);
  }

  /**
   * Folds layers to a box, which stands where the uppermost left one of them does; they are drawn
   * when it is opened.
   */
  group(role: GroupRole, layers: readonly string[], about: { readonly task?: ExperimentTask; readonly number?: number } = {}): void {
    const groups = (this.#network.folded ??= []);
    const { task, number } = about;
    groups.push({
      id: `group-${groups.length + 1}`,
      role,
      ...(task === undefined ? {} : { task: task.id }),
      ...(number === undefined ? {} : { number }),
      layers: [...layers],
    });
  }

  /** The layers whose ids begin so. */
  idsOf(prefix: string): readonly string[] {
    return this.#network.layers.flatMap(({ id }) => (id.startsWith(prefix) ? [id] : []));
  }

  /** The finished network. */
  get network(): ExperimentNetwork {
    return this.#network;
  }
}

/** True for tasks that are answered by a picture. */
export function drawsPicture(task: ExperimentTask): boolean {
  return targetKinds[taskKind(task.kind).target].isPicture;
}

/** The tasks that are answered by numbers, and those that are answered by an image. */
function byAnswer(tasks: readonly ExperimentTask[]): {
  readonly answers: readonly ExperimentTask[];
  readonly images: readonly ExperimentTask[];
} {
  return { answers: tasks.filter((task) => !drawsPicture(task)), images: tasks.filter(drawsPicture) };
}

export const pooled = { size: 2, stride: 2, padding: 'valid' } as const;

/** A 3×3 convolution that keeps height and width, unless values say otherwise. */
export function convolution(filters: number, values: ParameterValues = {}): ParameterValues {
  return { filters, kernel: 3, stride: 1, padding: 'same', activation: 'relu', ...values };
}

/** A dense layer. */
export function dense(units: number): ParameterValues {
  return { units, activation: 'relu' };
}

/** Draws the trunk of a network behind its input, on a row of its own and the one below. */
export type Trunk = (sketch: Sketch, place: readonly [column: number, row: number], from: string) => End;

/**
 * A shared trunk that parts in two: one branch for tasks answered by numbers, one that ends in
 * pictures; a branch that no task needs is left out. Heads stand one below the other, those of the
 * pictures last.
 */
export function trunkWithBranches(
  tasks: readonly ExperimentTask[],
  parts: { readonly trunk: readonly Step[] | Trunk; readonly answering: readonly Step[]; readonly drawing: readonly Step[] },
): ExperimentNetwork {
  const sketch = new Sketch();
  const { answers, images } = byAnswer(tasks);
  const middle = (tasks.length - 1) / 2;
  const input = sketch.add('input', 'input', { field: 'image' }, [0, middle]);
  const { trunk: draw } = parts;
  const trunk = typeof draw === 'function' ? draw(sketch, [1, middle], input) : sketch.chain(draw, [1, middle], input);
  const headColumn =
    trunk.column + Math.max(answers.length > 0 ? parts.answering.length : 0, images.length > 0 ? parts.drawing.length : 0);
  const branch = (group: readonly ExperimentTask[], steps: readonly Step[], firstRow: number) => {
    if (group.length === 0) return;
    const { last } = sketch.chain(steps, [trunk.column, firstRow + (group.length - 1) / 2], trunk.last);
    group.forEach((task, index) => sketch.head(task, [headColumn, firstRow + index], last));
  };
  branch(answers, parts.answering, 0);
  branch(images, parts.drawing, answers.length);
  return sketch.network;
}
