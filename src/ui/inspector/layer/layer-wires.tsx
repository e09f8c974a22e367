import { X } from 'lucide-react';
import { useMemo } from 'react';
import { checkConnection } from '../../../domain/network/connection';
import { layerKind } from '../../../domain/network/layer-kinds';
import type { Layer, Wire } from '../../../domain/network/network';
import { networkContext } from '../../../experiment/context';
import { useApp, useAppStore } from '../../common/app-store';
import { Button } from '../../widgets/button';
import { Section } from '../../widgets/section';
import { Select } from '../../widgets/select';
import { useNetworkText } from '../../common/texts/use-network-text';
import { useTasks } from '../../common/tasks/use-tasks';
import { useText } from '../../common/texts/use-text';
import styles from '../layer-inspector.module.css';

/**
 * A layer's wires, and what it could be wired with: the keyboard's way to draw and remove wires.
 */
export function LayerWires({ layer }: { readonly layer: Layer }) {
  const { t } = useText();
  const store = useAppStore();
  const network = useApp((state) => state.document.experiment.network);
  const tasks = useTasks();
  const allowed = useMemo(() => {
    const context = networkContext(store.getState().document.experiment);
    const ids = tasks.map((task) => task.id);
    const fits = (wire: Wire) => checkConnection(network, wire, ids, context).ok;
    return {
      inputs: network.layers.filter((other) => fits({ from: other.id, to: layer.id })),
      outputs: network.layers.filter((other) => fits({ from: layer.id, to: other.id })),
    };
  }, [store, network, tasks, layer.id]);

  return (
    <>
      {layerKind(layer.kind).inputs !== 'none' && (
        <WireList
          title={t('canvas.inputs')}
          wires={network.wires.filter((wire) => wire.to === layer.id)}
          far="from"
          prompt={t('canvas.inputs-from')}
          candidates={allowed.inputs}
          onAdd={(from) => store.getState().document.execute('wire.add', { from, to: layer.id })}
        />
      )}
      <WireList
        title={t('canvas.outputs')}
        wires={network.wires.filter((wire) => wire.from === layer.id)}
        far="to"
        prompt={t('canvas.connect-to')}
        candidates={allowed.outputs}
        onAdd={(to) => store.getState().document.execute('wire.add', { from: layer.id, to })}
      />
    </>
  );
}

interface WireListProps {
  readonly title: string;
  readonly wires: readonly Wire[];
  /** The end of the wires that is not this layer. */
  readonly far: 'from' | 'to';
  readonly prompt: string;
  readonly candidates: readonly Layer[];
  readonly onAdd: (id: string) => void;
}

function WireList({ title, wires, far, prompt, candidates, onAdd }: WireListProps) {
  const { t } = useText();
  const words = useNetworkText();
  const store = useAppStore();
  const { document, view } = store.getState();
  return (
    <Section title={title}>
      {wires.length > 0 && (
        <ul className={styles['wires']}>
          {wires.map((wire) => (
            <li key={wire[far]}>
              <button type="button" className={styles['link']} onClick={() => view.select([wire[far]])}>
                {words.name(wire[far])}
              </button>
              <Button
                look="quiet"
                square
                aria-label={t('canvas.remove-wire', { from: words.name(wire.from), to: words.name(wire.to) })}
                onClick={() => document.execute('wire.remove', { wires: [wire] })}
              >
                <X size={14} aria-hidden />
              </Button>
            </li>
          ))}
        </ul>
      )}
      {(candidates.length > 0 || wires.length === 0) && (
        <Select
          label={prompt}
          value=""
          disabled={candidates.length === 0}
          options={[
            { value: '', label: candidates.length === 0 ? t('canvas.no-choice') : prompt },
            ...candidates.map((layer) => ({ value: layer.id, label: words.name(layer.id) })),
          ]}
          onChange={(id) => {
            if (id !== '') onAdd(id);
          }}
        />
      )}
    </Section>
  );
}
