import { useMemo } from 'react';
import { withWire } from '../../../../domain/network/connection';
import type { Wire } from '../../../../domain/network/network';
import { isLayerKindId, layerKinds, type LayerKindId } from '../../../../domain/network/layer-kinds';
import { applyCommand, type CommandArguments } from '../../../../experiment/commands';
import { layersOfUnit, wiresBetween } from '../../../../experiment/groups';
import type { Experiment } from '../../../../experiment/schema';
import { templateGroups } from '../../../../experiment/templates/template-ids';
import { keysOf } from '../../../../lib/keys';
import type { AppStore } from '../../../../state/store';
import { useApp, useAppStore } from '../../../common/app-store';
import { startFrom } from '../../../../state/document/start-from';
import { wireKey, wireOfKey } from '../../../common/selection-keys';
import { useNetworkText, type NetworkTexts } from '../../../common/texts/use-network-text';
import { useText, type Texts } from '../../../common/texts/use-text';
import { PickList, type Pick } from '../../../widgets/popups/pick-list';
import { addAndSelect } from '../add-and-select';
import { drawWire } from '../use-connect';
import type { Choice, Opened } from './opened';

interface ChoicesProps {
  readonly opened: Extract<Opened, { readonly is: 'list' }>;
  /** What came of it: the layers that are new, to go on from. */
  readonly onDone: (added: readonly string[]) => void;
  readonly onClose: () => void;
}

/** A list to search in of what a choice offers: only what can be done is in it. */
export function Choices({ opened, onDone, onClose }: ChoicesProps) {
  const texts = useText();
  const words = useNetworkText();
  const store = useAppStore();
  const experiment = useApp((state) => state.document.experiment);
  const { choice } = opened;
  const picks = useMemo(() => picksOf(choice, experiment, texts, words), [choice, experiment, texts, words]);
  return (
    <PickList
      at={opened.at}
      label={titleOf(choice, texts)}
      picks={picks}
      nothing={texts.t('hands.nothing')}
      onPick={(value) => onDone(carryOut(store, choice, value))}
      onClose={onClose}
    />
  );
}

function titleOf({ kind }: Choice, { t }: Texts): string {
  switch (kind) {
    case 'connect':
      return t('hands.connect-to');
    case 'which':
      return t('hands.which');
    case 'insert-after':
      return t('hands.insert-after');
    case 'insert-into':
      return t('hands.insert-into');
    case 'replace':
      return t('hands.replace-by');
    case 'add':
      return t('hands.add-layer');
    case 'start-from':
      return t('canvas.start-from');
  }
}

function picksOf(choice: Choice, experiment: Experiment, { t, code }: Texts, words: NetworkTexts): readonly Pick[] {
  if (choice.kind === 'start-from') {
    return templateGroups.flatMap(({ ids }) => ids.map((id) => ({ value: id, label: code('canvas', `template.${id}`), about: code('canvas', `template-help.${id}`) })));
  }
  if (choice.kind === 'connect') {
    const { layers, wires } = experiment.network;
    const ends = new Set(layersOfUnit(experiment.network, choice.layer));
    const possible = layers.flatMap(({ id }) => (ends.has(id) ? [] : wiresBetween(experiment.network, { from: choice.layer, to: id })));
    const sources = new Set(possible.map(({ from }) => from));
    return possible.flatMap((wire) => {
      if (!applyCommand(experiment, 'wire.add', wire).ok) return [];
      const kept = withWire(experiment.network, wire);
      const going = wires.find((known) => !kept.includes(known));
      const about = going === undefined ? undefined : t('hands.replaces', { layer: words.name(going.from) });
      return [{ value: wireKey(wire), label: sources.size > 1 ? wireText(wire, words) : words.name(wire.to), about }];
    });
  }
  if (choice.kind === 'which') return choice.wires.map((wire) => ({ value: wireKey(wire), label: wireText(wire, words) }));
  const kinds = keysOf(layerKinds).filter((kind) =>
    choice.kind === 'replace' ? becomes(experiment, choice.layer, kind) : applyCommand(experiment, 'layer.add', newLayer(choice, kind)).ok,
  );
  return kinds.map((kind) => ({ value: kind, label: code('network', `kind.${kind}`), about: code('network', `kind-help.${kind}`) }));
}

function wireText({ from, to }: Wire, words: NetworkTexts): string {
  return `${words.name(from)} → ${words.name(to)}`;
}

function becomes(experiment: Experiment, id: string, kind: LayerKindId): boolean {
  const changed = applyCommand(experiment, 'layer.kind', { id, kind });
  return changed.ok && changed.value !== experiment;
}

function newLayer(choice: Exclude<Choice, { readonly kind: 'connect' | 'which' | 'replace' | 'start-from' }>, kind: LayerKindId): CommandArguments<'layer.add'> {
  switch (choice.kind) {
    case 'insert-after':
      return { kind, after: choice.layer };
    case 'insert-into':
      return { kind, into: choice.wire };
    case 'add':
      return { kind, at: choice.place };
  }
}

/** Returns the layers that are new. */
function carryOut(store: AppStore, choice: Choice, value: string): readonly string[] {
  const { document } = store.getState();
  if (choice.kind === 'connect' || choice.kind === 'which') {
    const wire = wireOfKey(value);
    if (wire !== undefined) drawWire(store, wire, choice.kind === 'which' ? choice.moved : undefined);
  } else if (choice.kind === 'start-from') {
    const template = templateGroups.flatMap(({ ids }) => ids).find((id) => id === value);
    if (template !== undefined) void startFrom(document, template);
  } else if (isLayerKindId(value)) {
    if (choice.kind !== 'replace') return addAndSelect(store, 'layer.add', newLayer(choice, value));
    document.execute('layer.kind', { id: choice.layer, kind: value });
  }
  return [];
}
