import { useState } from 'react';
import { limits } from '../../experiment/limits';
import { useApp } from '../common/app-store';
import { useText } from '../common/texts/use-text';
import styles from './top-bar.module.css';

/** The experiment's name, to be changed where it stands. */
export function NameField() {
  const { t } = useText();
  const name = useApp((state) => state.document.experiment.name);
  const execute = useApp((state) => state.document.execute);
  const [draft, setDraft] = useState<string>();
  const commit = () => {
    const typed = draft?.trim();
    setDraft(undefined);
    if (typed !== undefined && typed !== name) execute('experiment.name', { name: typed });
  };
  return (
    <span className={styles['name']}>
      {/* As wide as its text: the hidden copy gives the input its width. */}
      <span aria-hidden className={styles['nameCopy']}>
        {(draft ?? name) || t('topbar.unnamed')}
      </span>
      <input
        className={styles['nameInput']}
        aria-label={t('topbar.name')}
        title={draft === undefined ? t('topbar.name.about', { name: name || t('topbar.unnamed') }) : undefined}
        placeholder={t('topbar.unnamed')}
        maxLength={limits.name}
        spellCheck={false}
        value={draft ?? name}
        onChange={(event) => setDraft(event.target.value)}
        onBlur={commit}
        onKeyDown={(event) => {
          if (event.key === 'Escape' && draft !== undefined) {
            event.stopPropagation();
            setDraft(undefined);
          }
          if (event.key === 'Enter') event.currentTarget.blur();
        }}
      />
    </span>
  );
}
