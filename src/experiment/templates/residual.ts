import { convolution, trunkWithBranches, type End, type Sketch, type Template, type Trunk } from './sketch';

/** Channels of the three stages; each after the first halves height and width. */
const stages = [16, 32, 64] as const;

/** A convolution that batch norm follows: without an activation of its own. */
function plain(filters: number, kernel: number, stride: number) {
  return convolution(filters, { kernel, stride, activation: 'none' });
}

/**
 * A residual block (He et al. 2016): two 3×3 convolutions with batch norm on the row below, the
 * input on the row itself; both are added. Where the block changes the size, the input goes through
 * a 1×1 convolution with batch norm (their projection shortcut).
 */
function block(sketch: Sketch, [column, row]: readonly [column: number, row: number], from: string, stage: number): End {
  const [filters = 0, before = filters] = [stages[stage], stages[stage - 1]];
  const stride = filters === before ? 1 : 2;
  const name = `block-${stage + 1}`;
  const residual = sketch.chain(
    [
      [`${name}-conv-1`, 'conv2d', plain(filters, 3, stride)],
      [`${name}-norm-1`, 'batch-norm', {}],
      [`${name}-relu-1`, 'activation', { function: 'relu' }],
      [`${name}-conv-2`, 'conv2d', plain(filters, 3, 1)],
      [`${name}-norm-2`, 'batch-norm', {}],
    ],
    [column, row + 1],
    from,
  );
  const shortcut =
    stride === 1
      ? from
      : sketch.chain(
          [
            [`${name}-conv-3`, 'conv2d', plain(filters, 1, stride)],
            [`${name}-norm-3`, 'batch-norm', {}],
          ],
          [column + 1, row],
          from,
        ).last;
  const sum = sketch.add(`${name}-add`, 'add', {}, [residual.column, row], shortcut);
  sketch.wire(residual.last, sum);
  const end = sketch.chain([[`${name}-relu-2`, 'activation', { function: 'relu' }]], [residual.column + 1, row], sum);
  sketch.group('block', sketch.idsOf(`${name}-`), { number: stage + 1 });
  return { last: end.last, column: column + 1 };
}

const trunk: Trunk = (sketch, [column, row], from) => {
  const stem = sketch.chain(
    [
      ['conv-1', 'conv2d', plain(stages[0], 3, 1)],
      ['norm-1', 'batch-norm', {}],
      ['relu-1', 'activation', { function: 'relu' }],
    ],
    [column, row],
    from,
  );
  return stages.reduce<End>((end, _filters, stage) => block(sketch, [end.column, row], end.last, stage), stem);
};

/**
 * Hard sharing: a small residual network of three blocks, averaged over the image before the
 * answers.
 */
export const residual: Template = {
  build: (_data, tasks) =>
    trunkWithBranches(tasks, {
      trunk,
      answering: [['pool-1', 'global-average-pool', {}]],
      drawing: [['upsample-1', 'upsample', { factor: 4 }]],
    }),
};
