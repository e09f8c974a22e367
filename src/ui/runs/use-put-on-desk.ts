import type { Experiment } from '../../experiment/schema';
import { useAppStore } from '../common/app-store';
import { useText } from '../common/use-text';

/** Puts a document on the desk and says so, with the way back. */
export function usePutOnDesk(): (experiment: Experiment, name: string) => void {
  const store = useAppStore();
  const { t } = useText();
  return (experiment, name) => {
    const { document, view } = store.getState();
    document.openDocument(experiment, []);
    view.setNotice(t('runs.used', { setting: name }), document.undo);
  };
}
