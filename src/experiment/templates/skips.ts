import { targetKinds } from '../../domain/targets/target';
import { taskKind } from '../../domain/tasks/task-kinds';
import { imageShape } from '../context';
import type { ExperimentTask } from '../schema';
import { convolution, drawsPicture, pooled, Sketch, type Template } from './sketch';

/** Columns of the parts of the network. */
const columns = { deep: 5, answers: 7, heads: 9 } as const;

/**
 * For things that lie anywhere in the image. Poolings lead to features of 64 channels. What is asked
 * of the whole image looks at the strongest of each, wherever it lies; a place is read off all of
 * them; and pictures are drawn from features half way, beside which finer ones come in by skips
 * (U-Net; Ronneberger et al. 2015). It finds MNIST's digits among fragments, which a trunk without
 * the strongest of each does not.
 */
export const skips: Template = {
  build: (data, tasks) => {
    const sketch = new Sketch();
    const pictures = tasks.filter(drawsPicture);
    const places = tasks.filter((task) => !drawsPicture(task) && targetKinds[taskKind(task.kind).target].asksWhere);
    const wholes = tasks.filter((task) => !drawsPicture(task) && !places.includes(task));
    const middle = (tasks.length - 1) / 2;
    const input = sketch.add('input', 'input', { field: 'image' }, [0, middle]);
    const fine = sketch.add('conv-1', 'conv2d', convolution(16, { stride: 2 }), [1, middle], input);
    const { last: half } = sketch.chain(
      [
        ['conv-2', 'conv2d', convolution(32)],
        ['pool-1', 'max-pool', pooled],
        ['conv-3', 'conv2d', convolution(64)],
      ],
      [2, middle],
      fine,
    );
    const answering = wholes.length + places.length;
    if (answering > 0) {
      const { last } = sketch.chain(
        [
          ['pool-2', 'max-pool', pooled],
          ['conv-4', 'conv2d', convolution(64)],
        ],
        [columns.deep, (answering - 1) / 2],
        half,
      );
      drawWholes(sketch, wholes, smallestSide(data), last);
      places.forEach((task, place) => sketch.head(task, [columns.heads, wholes.length + place], last));
    }
    if (pictures.length > 0) drawPictures(sketch, pictures, answering, { input, fine, half });
    return sketch.network;
  },
};

/** Height of the features behind the last convolution: halved by the first one and two poolings. */
function smallestSide(data: Parameters<Template['build']>[0]): number {
  const [height = 1] = imageShape({ data });
  return Math.floor(Math.floor(Math.ceil(height / 2) / 2) / 2);
}

function drawWholes(sketch: Sketch, tasks: readonly ExperimentTask[], side: number, from: string): void {
  if (tasks.length === 0) return;
  const { last } = sketch.chain(
    [
      ['pool-3', 'max-pool', { size: side, stride: side, padding: 'valid' }],
      ['dense-1', 'dense', { units: 64, activation: 'relu' }],
    ],
    [columns.answers, (tasks.length - 1) / 2],
    from,
  );
  tasks.forEach((task, row) => sketch.head(task, [columns.heads, row], last));
}

/** Back up to the size of the images, in the rows behind the other tasks. */
function drawPictures(
  sketch: Sketch,
  tasks: readonly ExperimentTask[],
  firstRow: number,
  { input, fine, half }: { readonly input: string; readonly fine: string; readonly half: string },
): void {
  const row = firstRow + (tasks.length - 1) / 2;
  const first = sketch.chain(
    [
      ['conv-5', 'conv2d', convolution(16, { kernel: 1 })],
      ['upsample-1', 'upsample', { factor: 2 }],
      ['concat-1', 'concat', {}],
    ],
    [columns.deep, row],
    half,
  );
  sketch.wire(fine, first.last);
  const second = sketch.chain(
    [
      ['conv-6', 'conv2d', convolution(16)],
      ['upsample-2', 'upsample', { factor: 2 }],
      ['concat-2', 'concat', {}],
      ['conv-7', 'conv2d', convolution(8)],
    ],
    [first.column, row],
    first.last,
  );
  sketch.wire(input, 'concat-2');
  tasks.forEach((task, place) => sketch.head(task, [second.column, firstRow + place], second.last));
}
