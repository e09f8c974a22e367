import type { Experiment } from '../../experiment/schema';
import { useAppStore } from './app-store';

/** Puts a document on the desk and says so, with the way back. */
export function usePutOnDesk(): (experiment: Experiment, notice: string) => void {
  const store = useAppStore();
  return (experiment, notice) => {
    const { document, view } = store.getState();
    document.openDocument(experiment, []);
    view.setNotice(notice, document.undo);
  };
}
