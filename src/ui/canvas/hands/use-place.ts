import { useReactFlow } from '@xyflow/react';
import { useCallback } from 'react';
import type { Position } from '../../../experiment/edits/placing';
import { placeAround } from '../viewport/drawing';
import { useDrawing } from '../viewport/drawing-context';

const grid = 10;

/** Where on the document a layer goes that is dropped at a point of the window. */
export function usePlace(): (point: Position) => Position {
  const { screenToFlowPosition } = useReactFlow();
  const drawing = useDrawing();
  return useCallback(
    (point) => {
      const { x, y } = placeAround(drawing, screenToFlowPosition(point, { snapToGrid: false }));
      return { x: Math.round(x / grid) * grid, y: Math.round(y / grid) * grid };
    },
    [screenToFlowPosition, drawing],
  );
}
