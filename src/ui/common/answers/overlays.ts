import { taskColour } from '../tasks/task-colours';
import type { TaskAnswer } from './task-answer';
import type { Verdict } from './verdict';

/** An answer that lies in the image, beside the truth, and the colour of its task. */
export interface Overlay {
  readonly colour: string;
  readonly verdict: Extract<Verdict, { readonly kind: 'box' | 'mask' }>;
}

/**
 * Draws answers over an image whose pixels are `scale` × `scale` of the canvas: the answer in its
 * task's colour (a mask as a tint, a box as a line), the truth in white, thin and broken.
 */
export function drawOverlays(context: CanvasRenderingContext2D, overlays: readonly Overlay[], width: number, scale: number): void {
  for (const { colour, verdict } of overlays) {
    if (verdict.kind === 'mask') drawMasks(context, verdict, colour, width, scale);
    else drawBoxes(context, verdict, colour, scale);
  }
}

function drawBoxes(context: CanvasRenderingContext2D, { answer, truth }: Extract<Verdict, { kind: 'box' }>, colour: string, scale: number): void {
  const stroke = ([left = 0, top = 0, right = 0, bottom = 0]: readonly number[], style: string, dash: readonly number[], width: number) => {
    context.strokeStyle = style;
    context.lineWidth = width;
    context.setLineDash([...dash]);
    context.strokeRect(left * scale, top * scale, (right - left) * scale, (bottom - top) * scale);
  };
  stroke(truth, 'white', [3, 3], scale / 2);
  stroke(answer, colour, [], scale);
}

function drawMasks(context: CanvasRenderingContext2D, { answer, truth }: Extract<Verdict, { kind: 'mask' }>, colour: string, width: number, scale: number): void {
  const fill = (style: string, alpha: number, isFilled: (pixel: number) => boolean) => {
    context.fillStyle = style;
    context.globalAlpha = alpha;
    for (const pixel of answer.keys()) {
      if (isFilled(pixel)) context.fillRect((pixel % width) * scale, Math.floor(pixel / width) * scale, scale, scale);
    }
    context.globalAlpha = 1;
  };
  const isOf = (mask: Float32Array, pixel: number) => (mask[pixel] ?? 0) > 0;
  fill(colour, 0.6, (pixel) => isOf(answer, pixel));
  // The edge of the truth: its pixels beside one that is none of it.
  const isEdge = (pixel: number) => [pixel - 1, pixel + 1, pixel - width, pixel + width].some((beside) => !isOf(truth, beside));
  fill('white', 0.6, (pixel) => isOf(truth, pixel) && isEdge(pixel) && !isOf(answer, pixel));
}

/** The answers that lie in the image. */
export function overlaysOf(answers: readonly TaskAnswer[]): readonly Overlay[] {
  return answers.flatMap(({ task, verdict }) =>
    verdict?.kind === 'box' || verdict?.kind === 'mask' ? [{ colour: taskColour(task.colour), verdict }] : [],
  );
}
