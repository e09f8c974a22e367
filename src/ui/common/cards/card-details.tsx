import { use } from 'react';
import { cardTexts } from '../../../i18n/translate';
import { Formula } from '../../widgets/formula/formula';
import { useText } from '../texts/use-text';
import type { CardArea } from './card-area';
import { cardFacts } from './card-facts';
import styles from './cards.module.css';
import { Papers } from './papers';

/** Formula, typical values and papers of a kind or a parameter. */
export default function CardDetails({ area, id }: { readonly area: CardArea; readonly id: string }) {
  const { t, code, language } = useText();
  use(cardTexts(language));
  const { formula, papers, page } = cardFacts(area, id);
  return (
    <>
      {formula === undefined ? undefined : (
        <span className={styles['formula']}>
          <Formula text={formula} />
        </span>
      )}
      <span className={styles['typical']}>
        <strong>{t('cards.typical')}</strong> {code('cards', `${area}.${id}`)}
      </span>
      <Papers ids={papers} />
      {page === undefined ? undefined : (
        <a className={styles['link']} href={page} target="_blank" rel="noopener">
          {t('cards.page')}
        </a>
      )}
    </>
  );
}
