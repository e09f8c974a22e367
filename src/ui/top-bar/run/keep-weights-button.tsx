import { useDeferredValue, useMemo } from 'react';
import { keptLayers, type KeptLayers } from '../../../experiment/kept-layers';
import { useApp, useAppStore } from '../../common/app-store';
import { useNetworkText } from '../../common/texts/use-network-text';
import { useText } from '../../common/texts/use-text';
import { Button } from '../../widgets/button';
import styles from '../top-bar.module.css';

/** So many new layers are told by name. */
const named = 5;

/**
 * Begins the changed document with the weights that layers have by now, where they are the same, and
 * says which.
 */
export function KeepWeightsButton({ kept }: { kept: KeptLayers }) {
  const { t, format, language } = useText();
  const network = useNetworkText();
  const store = useAppStore();
  const names = kept.fresh.map(network.name);
  const told = names.length > named + 1 ? [...names.slice(0, named), t('topbar.keep.more', { count: format.integer(names.length - named) })] : names;
  const said = t(names.length === 0 ? 'topbar.keep.all' : 'topbar.keep.some', {
    kept: format.integer(kept.kept.length),
    of: format.integer(kept.kept.length + kept.fresh.length),
    parameters: format.integer(kept.parameters),
    fresh: new Intl.ListFormat(language, { style: 'narrow', type: 'unit' }).format(told),
  });
  const act = async () => {
    const { session, view } = store.getState();
    if (await session.goOnWithKeptWeights()) view.setNotice(t('topbar.keep.done', { said }));
  };
  return (
    <Button className={styles['keep']} title={t('topbar.keep.about', { said })} onClick={() => void act()}>
      {t('topbar.keep')}
    </Button>
  );
}

/**
 * What the document on the desk would keep of the training under way; undefined where that has
 * nothing to be kept.
 */
export function useKeptLayers(): KeptLayers | undefined {
  // While something is dragged, a moment later will do.
  const edited = useDeferredValue(useApp((state) => state.document.experiment));
  const running = useApp((state) => state.session.running);
  const hasWeights = useApp(({ session }) => session.checkpoint !== undefined || session.phase !== 'failed');
  return useMemo(() => {
    const kept = running === undefined || !hasWeights ? undefined : keptLayers(running, edited);
    return kept === undefined || kept.kept.length === 0 ? undefined : kept;
  }, [running, edited, hasWeights]);
}
