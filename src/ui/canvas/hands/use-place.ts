import { useReactFlow } from '@xyflow/react';
import { useCallback } from 'react';
import type { Position } from '../../../experiment/edits/placing';
import { portHeight } from '../flow-graph';

const grid = 10;
/** Half of a layer's usual width, so that it lands with its middle where it is dropped. */
const halfWidth = 56;

/** Where on the document a layer goes that is dropped at a point of the window. */
export function usePlace(): (point: Position) => Position {
  const { screenToFlowPosition } = useReactFlow();
  return useCallback(
    (point) => {
      const { x, y } = screenToFlowPosition(point, { snapToGrid: false });
      return { x: Math.round((x - halfWidth) / grid) * grid, y: Math.round((y - portHeight) / grid) * grid };
    },
    [screenToFlowPosition],
  );
}
