import '@xyflow/react/dist/base.css';
import { ReactFlowProvider } from '@xyflow/react';
import { useText } from '../common/texts/use-text';
import { CanvasToolbar } from './canvas-toolbar';
import { NetworkFlow } from './network-flow';
import { NetworkNotes } from './network-notes';
import { PanButtons } from './viewport/pan-buttons';
import styles from './network-pane.module.css';

/** The network: a canvas of layers and strands, with what can be done to it. */
export function NetworkPane() {
  const { t } = useText();
  return (
    <ReactFlowProvider>
      <section className={styles['pane']} aria-label={t('canvas.network')} data-testid="network">
        <NetworkFlow />
        <CanvasToolbar />
        <PanButtons />
        <NetworkNotes />
      </section>
    </ReactFlowProvider>
  );
}
