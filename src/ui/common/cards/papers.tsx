import { useState } from 'react';
import { bibtex, citation } from '../../../domain/papers/paper';
import { paper, type PaperId } from '../../../domain/papers/papers';
import { Button } from '../../widgets/button';
import { useText } from '../texts/use-text';
import styles from './cards.module.css';

/** Papers by name, each a link to where it can be read, and their BibTeX entries to copy. */
export function Papers({ ids }: { readonly ids: readonly PaperId[] }) {
  if (ids.length === 0) return undefined;
  return (
    <>
      {ids.map((id) => (
        <a key={id} className={styles['link']} href={paper(id).url} target="_blank" rel="noopener" lang="en">
          {citation(paper(id))}
        </a>
      ))}
      <CopyBibtex ids={ids} />
    </>
  );
}

function CopyBibtex({ ids }: { readonly ids: readonly PaperId[] }) {
  const { t } = useText();
  const [outcome, setOutcome] = useState<'copied' | 'refused'>();
  const entries = ids.map((id) => bibtex(id, paper(id))).join('\n\n');
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(entries);
      setOutcome('copied');
    } catch {
      // No clipboard on plain http, and none where the permission is refused.
      setOutcome('refused');
    }
  };
  return (
    <span className={styles['copy']}>
      <Button onClick={() => void copy()}>{t('cards.bibtex')}</Button>
      <span role="status">{outcome === 'copied' ? t('cards.copied') : outcome === 'refused' ? t('cards.by-hand') : undefined}</span>
      {outcome === 'refused' ? (
        <textarea readOnly rows={6} aria-label="BibTeX" value={entries} onFocus={(event) => event.target.select()} />
      ) : undefined}
    </span>
  );
}
