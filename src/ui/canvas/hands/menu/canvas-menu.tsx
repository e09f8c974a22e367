import { freezeChange } from '../../../common/freeze-change';
import { useApp, useAppStore } from '../../../common/app-store';
import { useAnalysis } from '../../../common/use-analysis';
import { useText } from '../../../common/texts/use-text';
import { MenuItem, moveFocus } from '../../../widgets/popups/menu';
import { PointPopup } from '../../../widgets/popups/point-popup';
import type { Position } from '../../../../experiment/edits/placing';
import { addAndSelect } from '../add-and-select';
import type { Clipboard } from '../use-clipboard';
import type { Choice, Opened } from './opened';

interface CanvasMenuProps {
  readonly opened: Extract<Opened, { readonly is: 'menu' }>;
  readonly clipboard: Clipboard;
  /** Where on the document the menu was asked for. */
  readonly place: Position;
  readonly onChoose: (choice: Choice) => void;
  readonly onClose: () => void;
}

interface Entry {
  readonly id: string;
  readonly text: string;
  readonly act: () => void;
  readonly keys?: string;
}

/** What can be done with some layers, a wire, a tie or the canvas: only what applies. */
export function CanvasMenu({ opened, clipboard, place, onChoose, onClose }: CanvasMenuProps) {
  const { t } = useText();
  const entries = useEntries(opened, clipboard, place, onChoose);
  return (
    <PointPopup at={opened.at} label={t('hands.menu')} role="menu" onKeyDown={moveFocus} onClose={onClose}>
      {(close) =>
        entries.map(({ id, text, act, keys }) => (
          <MenuItem
            key={id}
            keys={keys}
            onSelect={() => {
              close();
              act();
            }}
          >
            {text}
          </MenuItem>
        ))
      }
    </PointPopup>
  );
}

function useEntries({ subject }: CanvasMenuProps['opened'], clipboard: Clipboard, place: Position, choose: (choice: Choice) => void): readonly Entry[] {
  const { t } = useText();
  const store = useAppStore();
  const experiment = useApp((state) => state.document.experiment);
  const analysis = useAnalysis();
  const { document, view } = store.getState();

  if (subject.kind === 'canvas') {
    return [
      { id: 'add', text: t('hands.add-layer'), act: () => choose({ kind: 'add', place }) },
      { id: 'paste', text: t('hands.paste'), act: () => void clipboard.pasteByMenu(place) },
      { id: 'all', text: t('hands.select-all'), act: () => view.select(experiment.network.layers.map((layer) => layer.id)) },
      { id: 'start', text: t('canvas.start-from'), act: () => choose({ kind: 'start-from' }) },
    ];
  }
  if (subject.kind === 'wires') {
    const { wires } = subject;
    const [wire, ...others] = wires;
    const remove = () => {
      view.select([]);
      document.execute('wire.remove', { wires });
    };
    return [
      ...(wire === undefined || others.length > 0
        ? []
        : [{ id: 'insert', text: t('hands.insert-into'), keys: 'I', act: () => choose({ kind: 'insert-into', wire }) }]),
      { id: 'remove', text: others.length > 0 ? t('hands.delete-parts', { count: wires.length }) : t('canvas.delete-wire'), keys: 'Del', act: remove },
    ];
  }
  if (subject.kind === 'tie') {
    const remove = () => {
      view.select([]);
      document.execute('tie.remove', subject.tie);
    };
    return [{ id: 'remove', text: t('canvas.tie-delete'), keys: 'Del', act: remove }];
  }

  const { ids } = subject;
  const layers = experiment.network.layers.filter((layer) => ids.includes(layer.id));
  const [layer, ...more] = layers;
  const only = more.length === 0 ? layer : undefined;
  const freezing = freezeChange(experiment, analysis, ids);
  const remove = () => {
    view.select([]);
    document.execute('layer.remove', { ids });
  };
  const deletes = only === undefined ? t('canvas.delete-layers', { count: layers.length }) : t(only.kind === 'head' ? 'canvas.delete-head' : 'canvas.delete-layer');
  return [
    ...(only === undefined
      ? []
      : [
          { id: 'insert', text: t('hands.insert-after'), keys: 'I', act: () => choose({ kind: 'insert-after', layer: only.id }) },
          { id: 'connect', text: t('hands.connect-to'), keys: 'C', act: () => choose({ kind: 'connect', layer: only.id }) },
        ]),
    ...(only === undefined || only.kind === 'head' || only.kind === 'input'
      ? []
      : [{ id: 'replace', text: t('hands.replace-by'), act: () => choose({ kind: 'replace', layer: only.id }) }]),
    ...(freezing === undefined
      ? []
      : [{ id: 'freeze', text: t(freezing.frozen ? 'canvas.freeze' : 'canvas.thaw'), keys: 'F', act: () => document.execute('layer.freeze', freezing) }]),
    ...(layers.every(({ kind }) => kind === 'head')
      ? []
      : [{ id: 'duplicate', text: t('canvas.duplicate'), act: () => void addAndSelect(store, 'layer.duplicate', { ids }) }]),
    { id: 'copy', text: t('hands.copy'), act: () => void clipboard.copyByMenu() },
    { id: 'cut', text: t('hands.cut'), act: () => void clipboard.cutByMenu() },
    { id: 'remove', text: deletes, keys: 'Del', act: remove },
  ];
}
