import { stillCarried } from '../../experiment/link/linked-document';
import { withoutKeptWeights } from '../../experiment/kept-weights';
import type { Experiment } from '../../experiment/schema';
import { repairsToTell } from '../../state/session/kept-start';
import { useAppStore } from './app-store';

/** Puts a document on the desk and says so, with the way back to the one that was there. */
export function usePutOnDesk(): (experiment: Experiment, notice: string) => void {
  const store = useAppStore();
  return (put, notice) => {
    const opened = withoutKeptWeights(put);
    const { experiment } = opened;
    const { document, view } = store.getState();
    const { experiment: before, source } = document;
    document.openDocument(experiment, repairsToTell(store.getState(), opened));
    view.setNotice(notice, () => {
      // After a further edit an undo would take back no more than that.
      if (store.getState().document.experiment === experiment) document.undo();
      else document.openDocument(before, [], stillCarried(source, before));
    });
    if (before === experiment) return;
    // Gone back in another way, there is nothing to say and to take back any more.
    const { notice: told } = store.getState().view;
    const stop = store.subscribe((state) => {
      if (state.view.notice === told && state.document.experiment !== before) return;
      stop();
      if (state.view.notice === told) state.view.dismissNotice();
    });
  };
}
