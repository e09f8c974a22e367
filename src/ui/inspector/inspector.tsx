import { LayerInspector } from './layer-inspector';
import { TrainingOptions } from './options/training-options';

/** The right-hand panel: what is selected, and how the network is trained. */
export default function Inspector() {
  return (
    <>
      <LayerInspector />
      <TrainingOptions />
    </>
  );
}
