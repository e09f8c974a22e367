import { useEffect, useState } from 'react';
import { useStore } from 'zustand';
import { beginPending } from '../../../../lib/pending';
import { onOwnData } from '../../../../experiment/on-own-data';
import type { OwnData } from '../../../../experiment/own-data';
import type { KeptSet } from '../../../../experiment/own-store';
import type { HandedFile } from '../../../../protocol/import-messages';
import { createImporter } from '../../../../state/imports/importer';
import { askToPersist, keptSets } from '../../../../state/imports/kept-sets';
import { useApp } from '../../../common/app-store';
import type { CaptureSource } from '../../../common/capture/capture';
import { Dialog } from '../../../common/dialog';
import { useText } from '../../../common/texts/use-text';
import { Button } from '../../../widgets/button';
import { Collect } from '../collecting/collect';
import { ChooseFiles } from './choose-files';
import { Decide } from './decide';
import { FaultLine } from './fault-line';
import { KeptList } from './kept-list';
import styles from './importing.module.css';

/** Files that are there, or pictures that are made in the dialog. */
export type ImportSource = 'files' | CaptureSource;

interface ImportDialogProps {
  readonly from: ImportSource;
  /** Those that were handed over already. */
  readonly files?: readonly HandedFile[];
  readonly onClose: () => void;
}

/** Files become a data set of the document on the desk: chosen, looked at, decided about, made. */
export default function ImportDialog({ from, files, onClose }: ImportDialogProps) {
  const { t, format } = useText();
  const [source, setSource] = useState(from);
  const [importer] = useState(() => createImporter());
  const { stage, proposal, choices, preview, read, choose, build, reset } = useStore(importer);
  const experiment = useApp((state) => state.document.experiment);
  const openDocument = useApp((state) => state.document.openDocument);
  const dismissProblem = useApp((state) => state.session.dismissProblem);
  const { missing, isKnown } = useMissing(experiment.data.own);
  // Whoever makes pictures does not look for data that are there somewhere.
  const wanted = from === 'files' ? missing : undefined;
  // Closing the dialog ends what is under way.
  useEffect(() => () => importer.getState().reset(), [importer]);

  // What a document wants decides how files are read.
  useEffect(() => {
    if (files !== undefined && files.length > 0 && isKnown) importer.getState().read(files, wanted);
  }, [files, isKnown, wanted, importer]);

  const takeSet = ({ facts, titles }: KeptSet) => {
    onClose();
    if (facts.fingerprint === experiment.data.own?.fingerprint) return dismissProblem();
    // In a task of its own, for a network that is drawn anew takes long enough.
    const end = beginPending('data on the desk');
    setTimeout(() => {
      openDocument(onOwnData(experiment, facts, titles), []);
      end();
    });
  };
  const accept = async () => {
    const set = await build();
    void askToPersist();
    if (wanted === undefined || set.fingerprint === wanted.fingerprint) takeSet(set);
  };
  const start = (files: readonly HandedFile[]) => {
    if (files.length > 0) read(files, wanted);
  };
  return (
    <Dialog title={t(from === 'files' ? 'importing.title' : 'capture.title')} onClose={onClose}>
      <div className={styles['body']} aria-busy={stage.is === 'reading' || stage.is === 'building'}>
        {stage.is === 'choosing' || stage.is === 'faulty' ? (
          <>
            {stage.is === 'faulty' ? <FaultLine fault={stage.fault} /> : undefined}
            {source === 'files' ? (
              <>
                {wanted === undefined ? undefined : <p className={styles['soft']}>{t('importing.wanted', { name: wanted.name })}</p>}
                <ChooseFiles onFiles={start} />
                <KeptList onUse={takeSet} />
              </>
            ) : (
              <Collect source={source} onSource={setSource} onFiles={start} />
            )}
          </>
        ) : undefined}
        {stage.is === 'reading' || stage.is === 'building' ? (
          <div className={styles['waiting']} role="status">
            <span>{t(`importing.${stage.is}`)}</span>
            <progress {...(stage.total > 0 ? { value: stage.done, max: stage.total } : {})} aria-label={t(`importing.${stage.is}`)} />
            <span className={styles['soft']}>{stage.total > 0 ? t('importing.progress', { done: format.integer(stage.done), total: format.integer(stage.total) }) : ''}</span>
            <Button onClick={reset}>{t('importing.stop')}</Button>
          </div>
        ) : undefined}
        {stage.is === 'deciding' && proposal !== undefined && choices !== undefined ? (
          <Decide proposal={proposal} choices={choices} preview={preview} onChoose={choose} onAccept={() => void accept()} onBack={reset} back={t(source === 'files' ? 'importing.back' : 'capture.back')} />
        ) : undefined}
        {stage.is === 'built' && wanted !== undefined ? (
          <>
            <p role="alert">{t('importing.other', { name: wanted.name })}</p>
            <div className={styles['end']}>
              <Button onClick={reset}>{t('importing.back')}</Button>
              <Button look="primary" onClick={() => takeSet(stage.set)}>
                {t('importing.otherAccept')}
              </Button>
            </div>
          </>
        ) : undefined}
      </div>
    </Dialog>
  );
}

/** The data that a document wants, where the browser does not have them; once that is known. */
function useMissing(own: OwnData | undefined): { readonly missing: OwnData | undefined; readonly isKnown: boolean } {
  const [isMissing, setMissing] = useState<boolean>();
  useEffect(() => {
    let wanted = true;
    void keptSets().then((sets) => {
      if (wanted) setMissing(!sets.some(({ fingerprint }) => fingerprint === own?.fingerprint));
    });
    return () => {
      wanted = false;
    };
  }, [own]);
  return { missing: isMissing === true ? own : undefined, isKnown: isMissing !== undefined };
}
