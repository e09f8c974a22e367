import type { Verdict } from '../../domain/metrics/comparing/interval';
import { useText } from '../common/texts/use-text';

/** What a gain over alone says in words: better or worse together, and how sure that is. */
export function useGainText(): (gain: number, verdict: Verdict) => string {
  const { t, code } = useText();
  return (gain, verdict) => {
    if (verdict === 'no-difference-shown') return code('studies', `verdict.${verdict}`);
    const word = t(gain === 0 ? 'studies.gain.none' : gain > 0 ? 'studies.gain.better' : 'studies.gain.worse');
    if (verdict === 'difference') return word;
    return t('compare.doubtful', { word, doubt: verdict === 'too-few' ? t('compare.oneSeed') : code('studies', `verdict.${verdict}`) });
  };
}
