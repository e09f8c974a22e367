import { Copy, Trash2 } from 'lucide-react';
import { layerKind } from '../../../domain/network/layer-kinds';
import { taskOfHead, type Layer } from '../../../domain/network/network';
import { useAppStore } from '../../common/app-store';
import { cardOf } from '../../common/cards/card';
import { Button } from '../../widgets/button';
import { HelpTerm } from '../../widgets/popups/help';
import { Section } from '../../widgets/section';
import { useAdversaries } from '../../common/tasks/use-adversaries';
import { useAnalysis } from '../../common/use-analysis';
import { useNetworkText } from '../../common/texts/use-network-text';
import { useTasks } from '../../common/tasks/use-tasks';
import { useText } from '../../common/texts/use-text';
import { FreezeButton } from '../freeze-button';
import { HeadMetrics } from './head-metrics';
import { LayerSizes } from './layer-sizes';
import styles from '../layer-inspector.module.css';
import { LayerParameters } from './layer-parameters';
import { LayerTies } from './layer-ties';
import { LayerWires } from './layer-wires';
import { MixingTable } from './mixing-table';
import { ConflictMatrix } from '../conflict-matrix';
import { StillNote } from './still-note';
import { TaskNames } from '../task-names';

/** One layer: what it is and whom it serves, its settings, its sizes, its wires. */
export function LayerDetails({ layer }: { readonly layer: Layer }) {
  const { t, code } = useText();
  const store = useAppStore();
  const words = useNetworkText();
  const analysis = useAnalysis();
  const tasks = useTasks();
  const adversaries = useAdversaries();
  const served = tasks.filter((task) => analysis.tasks.get(layer.id)?.includes(task.id));
  const faults = analysis.faults.filter((fault) => fault.layer === layer.id);
  const isHead = layer.kind === 'head';
  const hasWeights = (analysis.parameterCounts.get(layer.id) ?? 0) > 0;
  const name = words.title(layer);
  const { coefficients } = layerKind(layer.kind);
  const playsAgainst = isHead && adversaries.includes(taskOfHead(layer) ?? '');

  const about = playsAgainst ? t('tasks.adversary.about') : code('network', `kind-help.${layer.kind}`);
  const title = () => {
    if (isHead) return taskOfHead(layer) === undefined ? t('canvas.no-task-head') : t('canvas.head-of', { task: name });
    const [only] = served;
    if (only === undefined) return t('canvas.shared-by-none', { layer: name });
    if (served.length === 1) return t('canvas.shared-by-one', { layer: name, task: only.name });
    return t('canvas.shared-by-many', { layer: name, count: served.length });
  };
  const act = (command: 'layer.remove' | 'layer.duplicate') => {
    const { document, view } = store.getState();
    document.execute(command, { ids: [layer.id] });
    const { layers } = store.getState().document.experiment.network;
    const added = layers.at(-1);
    if (layers.length > document.experiment.network.layers.length && added !== undefined) view.select([added.id]);
  };

  return (
    <>
      <Section title={title()}>
        {served.length > 0 && <TaskNames tasks={served} />}
        <p className={styles['about']}>
          <HelpTerm text={{ about, more: cardOf('kind', layer.kind) }}>{code('network', `kind.${layer.kind}`)}</HelpTerm>: {about}
        </p>
        {faults.map((fault) => (
          <p key={fault.code} className={styles['fault']} data-blocks={fault.blocks}>
            {words.fault(fault)}
          </p>
        ))}
        <LayerParameters layer={layer} />
        <LayerSizes layer={layer} />
        <StillNote layer={layer} />
        <div className={styles['actions']}>
          <FreezeButton ids={[layer.id]} />
          {!isHead && (
            <Button onClick={() => act('layer.duplicate')}>
              <Copy size={14} aria-hidden /> {t('canvas.duplicate')}
            </Button>
          )}
          <Button onClick={() => act('layer.remove')}>
            <Trash2 size={14} aria-hidden /> {t(isHead ? 'canvas.delete-head' : 'canvas.delete-layer')}
          </Button>
        </div>
      </Section>
      {isHead && served.filter((task) => task.id === taskOfHead(layer)).map((task) => <HeadMetrics key={task.id} task={task} />)}
      {coefficients !== undefined && <MixingTable layer={layer.id} coefficients={coefficients} />}
      <LayerWires layer={layer} />
      <LayerTies layer={layer} />
      {!isHead && served.length > 1 && hasWeights && <ConflictMatrix layer={layer.id} />}
    </>
  );
}
