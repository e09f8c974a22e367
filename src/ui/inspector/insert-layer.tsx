import { useMemo } from 'react';
import { layerKinds } from '../../domain/network/layer-kinds';
import type { Wire } from '../../domain/network/network';
import { applyCommand } from '../../experiment/commands';
import { keysOf } from '../../lib/keys';
import { useApp, useAppStore } from '../common/app-store';
import { Select } from '../widgets/select';
import { useText } from '../common/texts/use-text';

const kinds = keysOf(layerKinds);

/** Puts a layer into a wire; offers the kinds that fit there. */
export function InsertLayer({ wire }: { readonly wire: Wire }) {
  const { t, code } = useText();
  const store = useAppStore();
  const experiment = useApp((state) => state.document.experiment);
  const fitting = useMemo(
    () => kinds.filter((kind) => applyCommand(experiment, 'layer.add', { kind, into: wire }).ok),
    [experiment, wire],
  );
  const insert = (chosen: string) => {
    const kind = kinds.find((candidate) => candidate === chosen);
    if (kind === undefined) return;
    const { document, view } = store.getState();
    document.execute('layer.add', { kind, into: wire });
    const added = store.getState().document.experiment.network.layers.at(-1);
    if (added !== undefined) view.select([added.id]);
  };
  return (
    <Select
      label={t('canvas.insert-layer')}
      value=""
      disabled={fitting.length === 0}
      options={[
        { value: '', label: fitting.length === 0 ? t('canvas.no-choice') : t('canvas.insert-layer') },
        ...fitting.map((kind) => ({ value: kind, label: code('network', `kind.${kind}`) })),
      ]}
      onChange={insert}
    />
  );
}
