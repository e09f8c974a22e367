import { useEffect, useState } from 'react';
import { Download, Pencil, Trash2, type LucideIcon } from 'lucide-react';
import { limits } from '../../../../experiment/limits';
import type { KeptSet } from '../../../../experiment/own-store';
import { canKeep, keptSets, removeSet, renameSet } from '../../../../state/imports/kept-sets';
import { exportSet } from '../../../../state/imports/export-set';
import { useText } from '../../../common/texts/use-text';
import { Button } from '../../../widgets/button';
import { saveFile } from '../../../widgets/save-file';
import styles from './importing.module.css';

/** The data sets that the browser keeps: to use, rename, export, delete. */
export function KeptList({ onUse }: { readonly onUse: (set: KeptSet) => void }) {
  const { t } = useText();
  const [known, setKnown] = useState<Known>();
  const load = async () => setKnown(await whatIsKept());
  useEffect(() => {
    let wanted = true;
    void whatIsKept().then((kept) => {
      if (wanted) setKnown(kept);
    });
    return () => {
      wanted = false;
    };
  }, []);
  if (known === undefined) return undefined;
  const { sets, isKeeping } = known;
  const notice = isKeeping ? undefined : <p className={styles['soft']}>{t('importing.inMemory')}</p>;
  if (sets.length === 0) return notice;
  return (
    <section>
      {notice}
      <h3 className={styles['heading']}>{t('importing.kept')}</h3>
      <ul className={styles['kept']}>
        {sets.map((set) => (
          <KeptRow key={set.fingerprint} set={set} onUse={onUse} onChanged={load} />
        ))}
      </ul>
    </section>
  );
}

interface Known {
  readonly sets: readonly KeptSet[];
  /** False where the browser keeps nothing for the page. */
  readonly isKeeping: boolean;
}

async function whatIsKept(): Promise<Known> {
  return { sets: await keptSets(), isKeeping: await canKeep() };
}

function KeptRow({ set, onUse, onChanged }: { readonly set: KeptSet; readonly onUse: (set: KeptSet) => void; readonly onChanged: () => Promise<void> }) {
  const { t, format } = useText();
  const { name, train, test } = set.facts;
  const [draft, setDraft] = useState<string>();
  const rename = async () => {
    const wanted = draft?.trim() ?? '';
    setDraft(undefined);
    if (wanted === '' || wanted === name) return;
    await renameSet(set, wanted);
    await onChanged();
  };
  return (
    <li>
      {draft === undefined ? (
        <Button look="quiet" className={styles['use'] ?? ''} aria-label={t('importing.use', { name })} onClick={() => onUse(set)}>
          <strong>{name}</strong>
          <span className={styles['soft']}>{t('importing.keptFacts', { train: format.integer(train), test: format.integer(test), bytes: format.bytes(set.bytes) })}</span>
        </Button>
      ) : (
        <input
          aria-label={t('importing.rename', { name })}
          // The button that was pressed is gone.
          ref={(input) => input?.focus()}
          maxLength={limits.name}
          value={draft}
          onChange={(event) => setDraft(event.target.value)}
          onBlur={() => void rename()}
          onKeyDown={(event) => {
            if (event.key === 'Enter') void rename();
          }}
        />
      )}
      <IconButton label={t('importing.rename', { name })} icon={Pencil} onClick={() => setDraft(name)} />
      <IconButton
        label={t('importing.export', { name })}
        icon={Download}
        onClick={() => void exportSet(set).then((file) => (file === undefined ? undefined : saveFile(`${name}.npz`, file)))}
      />
      <IconButton label={t('importing.remove', { name })} icon={Trash2} onClick={() => void removeSet(set).then(onChanged)} />
    </li>
  );
}

function IconButton({ label, icon: Icon, onClick }: { readonly label: string; readonly icon: LucideIcon; readonly onClick: () => void }) {
  return (
    <Button look="quiet" square aria-label={label} title={label} onClick={onClick}>
      <Icon size={14} aria-hidden />
    </Button>
  );
}
