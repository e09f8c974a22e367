import type { ImportFault } from '../../../../data/import/fault';
import { useText } from '../../../common/texts/use-text';
import styles from './importing.module.css';

/** Figures of these faults are bytes. */
const inBytes: ReadonlySet<string> = new Set(['too-large', 'unpacks-too-large', 'truncated', 'too-long']);

/** Why files cannot be imported: which file, where in it, the reason, and what to do. */
export function FaultLine({ fault: { code, file, place, params } }: { readonly fault: ImportFault }) {
  const texts = useText();
  const { t, format } = texts;
  const readable = Object.entries(params).map(([name, value]) => {
    if (name === 'what' && code === 'part-missing') return [name, texts.code('importing', `fault.part.${value}`)] as const;
    if (typeof value !== 'number') return [name, value] as const;
    return [name, inBytes.has(code) ? format.bytes(value) : format.integer(value)] as const;
  });
  const at = place === undefined ? '' : texts.code('importing', `place.${place.of}`, { at: typeof place.at === 'number' ? format.integer(place.at) : place.at });
  return (
    <div role="alert" className={styles['fault']}>
      <strong>{t('importing.faulty')}</strong>
      <span>
        {file === '' ? undefined : <code>{file}</code>} {at === '' ? undefined : `(${at})`} {texts.code('importing', `fault.${code}`, Object.fromEntries(readable))}
      </span>
    </div>
  );
}
