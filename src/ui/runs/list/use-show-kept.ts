import type { RunPlace } from '../../../state/persistence/kept-keys';
import { useApp } from '../../common/app-store';
import { useText } from '../../common/texts/use-text';

/** Draws a run of the list on the chart, or says that its curves cannot be read. */
export function useShowKept(): (run: RunPlace, name: string) => void {
  const { t } = useText();
  const show = useApp((state) => state.library.show);
  const setNotice = useApp((state) => state.view.setNotice);
  return (run, name) =>
    void show(run).then((shown) => {
      if (!shown) setNotice(t('runs.unreadable', { name }));
    });
}
