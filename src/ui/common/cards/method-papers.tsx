import { use } from 'react';
import { balancingMethod, type BalancingId } from '../../../domain/balancing/balancing-methods';
import { cardTexts } from '../../../i18n/translate';
import { useText } from '../texts/use-text';
import { Papers } from './papers';

/** The papers of a balancing method, with their BibTeX entries to copy. */
export default function MethodPapers({ id }: { readonly id: BalancingId }) {
  const { language } = useText();
  use(cardTexts(language));
  return <Papers ids={balancingMethod(id).papers} />;
}
