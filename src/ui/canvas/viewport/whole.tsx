import { useNodes, useReactFlow, useStore } from '@xyflow/react';
import { useRef, type MouseEvent } from 'react';
import { taskFill } from '../../common/tasks/task-colours';
import { shownNetwork } from '../../../experiment/groups';
import { useAnalysis } from '../../common/use-analysis';
import { useApp } from '../../common/app-store';
import { useMedia } from '../../widgets/use-media';
import { useText } from '../../common/texts/use-text';
import { boundsOf, commonBox } from '../../../lib/box';
import type { LayerNode } from '../flow-graph';
import styles from '../network-pane.module.css';
import { useFit } from './use-fit';

/** The most room that the whole takes, in pixels. */
const largest = { width: 320, height: 180 };

/** The whole with a frame around what is seen: a press shows another part, a key all of it. */
export default function Whole({ close }: { readonly close: () => void }) {
  const { t } = useText();
  const flow = useReactFlow();
  const fit = useFit();
  const picture = useRef<SVGSVGElement>(null);
  const nodes = useNodes<LayerNode>();
  const { tasks: served } = useAnalysis();
  const tasks = useApp((state) => state.document.experiment.tasks);
  const { wires } = useApp((state) => shownNetwork(state.document.experiment.network));
  const [shiftX, shiftY, zoom] = useStore((state) => state.transform);
  const paneWidth = useStore((state) => state.width);
  const paneHeight = useStore((state) => state.height);
  const still = useMedia('(prefers-reduced-motion: reduce)');
  const boxes = new Map(nodes.map(({ id, position, measured }) => [id, { ...position, width: measured?.width ?? 0, height: measured?.height ?? 0 }]));
  const layersOf = new Map(nodes.map(({ id, data }) => [id, data.unit.layers]));
  const serves = (id: string, task: string) => layersOf.get(id)?.some((layer) => served.get(layer.id)?.includes(task)) === true;
  const whole = boundsOf([...boxes.values()]);
  const scale = Math.min(largest.width / Math.max(1, whole.width), largest.height / Math.max(1, whole.height));
  const seen = commonBox(whole, { x: -shiftX / zoom, y: -shiftY / zoom, width: paneWidth / zoom, height: paneHeight / zoom });
  const middle = (id: string) => {
    const box = boxes.get(id);
    return box === undefined ? '0,0' : `${box.x + box.width / 2},${box.y + box.height / 2}`;
  };
  const show = ({ clientX, clientY, detail }: MouseEvent) => {
    // Pressed by a key there is no place.
    if (detail === 0 || picture.current === null) {
      close();
      return fit();
    }
    const drawn = picture.current.getBoundingClientRect();
    return void flow.setCenter(whole.x + (clientX - drawn.left) / scale, whole.y + (clientY - drawn.top) / scale, { zoom, duration: still ? 0 : 200 });
  };

  return (
    <button type="button" className={styles['overview']} aria-label={t('canvas.overview-help')} onClick={show}>
      <svg ref={picture} width={whole.width * scale} height={whole.height * scale} viewBox={`${whole.x} ${whole.y} ${whole.width} ${whole.height}`} aria-hidden>
        {wires.map(({ from, to }) => (
          <polyline key={`${from} ${to}`} points={`${middle(from)} ${middle(to)}`} />
        ))}
        {[...boxes].map(([id, { x, y, width, height }]) => {
          const colours = tasks.flatMap((task) => (serves(id, task.id) ? [task.colour] : []));
          const part = height / Math.max(1, colours.length);
          return (
            <g key={id}>
              <rect x={x} y={y} width={width} height={height} />
              {colours.map((colour, row) => (
                <rect key={colour} x={x} y={y + row * part} width={width} height={part} style={{ fill: taskFill(colour) }} />
              ))}
            </g>
          );
        })}
        <rect className={styles['frame']} {...seen} />
      </svg>
    </button>
  );
}
