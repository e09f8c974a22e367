import { createContext, useContext } from 'react';
import type { StepRange } from '../../charts/steps';

/** The part of the run that all charts of the tabs show, and how it is changed. */
export interface Zooming {
  /** Undefined for the whole run. */
  readonly zoom: StepRange | undefined;
  readonly setZoom: (zoom: StepRange | undefined) => void;
  /** True while dragging over a chart chooses a part, as it does with Shift. */
  readonly isChoosing: boolean;
  readonly setChoosing: (isChoosing: boolean) => void;
}

export const ZoomContext = createContext<Zooming>({ zoom: undefined, setZoom: () => undefined, isChoosing: false, setChoosing: () => undefined });

/** The zoom of the charts around this component. */
export function useZoom(): Zooming {
  return useContext(ZoomContext);
}
