import { convolution, pooled, trunkWithBranches, type End, type Sketch, type Template, type Trunk } from './sketch';

/** Channels that each layer of a block adds to what it sees. */
const growth = 12;
const layersOfBlock = 3;

/**
 * A dense block (Huang et al. 2017): every layer sees the block's input and all layers before it,
 * side by side. What has come together goes along the row, the layers hang below it.
 */
function block(sketch: Sketch, place: readonly [column: number, row: number], from: string, number: number): End {
  const name = `block-${number}`;
  let end: End = { last: from, column: place[0] };
  for (let layer = 1; layer <= layersOfBlock; layer += 1) {
    const added = sketch.add(`${name}-conv-${layer}`, 'conv2d', convolution(growth), [end.column, place[1] + 1], end.last);
    const all = sketch.add(`${name}-concat-${layer}`, 'concat', {}, [end.column + 1, place[1]], end.last);
    sketch.wire(added, all);
    end = { last: all, column: end.column + 2 };
  }
  sketch.group('block', sketch.idsOf(`${name}-`), { number });
  return { last: end.last, column: place[0] + 1 };
}

const trunk: Trunk = (sketch, [column, row], from) => {
  const stem = sketch.chain([['conv-1', 'conv2d', convolution(16)], ['pool-1', 'max-pool', pooled]], [column, row], from);
  const first = block(sketch, [stem.column, row], stem.last, 1);
  const transition = sketch.chain(
    [['conv-2', 'conv2d', convolution(24, { kernel: 1 })], ['pool-2', 'average-pool', pooled]],
    [first.column, row],
    first.last,
  );
  return block(sketch, [transition.column, row], transition.last, 2);
};

/**
 * Hard sharing: two dense blocks with a 1×1 convolution and pooling between them, averaged over the
 * image before the answers.
 */
export const denseBlock: Template = {
  build: (_data, tasks) =>
    trunkWithBranches(tasks, {
      trunk,
      answering: [['pool-3', 'global-average-pool', {}]],
      drawing: [['upsample-1', 'upsample', { factor: 4 }]],
    }),
};
