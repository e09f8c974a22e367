import '@xyflow/react/dist/base.css';
import { ReactFlowProvider } from '@xyflow/react';
import { useRef } from 'react';
import { useText } from '../common/texts/use-text';
import { CanvasToolbar } from './canvas-toolbar';
import { NetworkFlow } from './network-flow';
import { NetworkNotes } from './network-notes';
import { DrawingProvider } from './viewport/drawing-context';
import { useFullScreen } from './viewport/use-full-screen';
import styles from './network-pane.module.css';

/**
 * The network: a canvas of layers and strands, above it what can be done to it, below it what is to
 * be said of it. Nothing lies on the canvas but the network.
 */
export function NetworkPane() {
  const { t } = useText();
  const pane = useRef<HTMLElement>(null);
  const { full, toggle, style } = useFullScreen(pane);
  return (
    <ReactFlowProvider>
      <DrawingProvider>
        <section ref={pane} className={styles['pane']} style={style} data-full={full} aria-label={t('canvas.network')} data-testid="network">
          <CanvasToolbar full={full} onFull={toggle} />
          <NetworkFlow />
          <NetworkNotes />
        </section>
      </DrawingProvider>
    </ReactFlowProvider>
  );
}
