import type { PhrasePart } from '../../../experiment/naming/phrase';
import { differenceRows } from '../../../experiment/naming/difference-rows';
import type { RunRecord } from '../../../state/app-state';
import { PopupButton } from '../../widgets/popups/popup';
import { usePhrase } from '../../common/texts/use-phrase';
import { useText } from '../../common/texts/use-text';
import styles from './differences.module.css';

interface DifferencesProps {
  /** Two at least; each is told against the first. */
  readonly records: readonly RunRecord[];
  readonly names: readonly string[];
}

/** A button that opens what differs between the documents of the chosen runs, field by field. */
export function Differences({ records, names }: DifferencesProps) {
  const { t } = useText();
  const [first, ...others] = records;
  return (
    <PopupButton look="quiet" align="end" face={t('runs.differences')} popupLabel={t('runs.differences')} popupProps={{ className: styles['popup'] }}>
      {() => others.map((other, index) => (
        <Table key={other.id} before={first ?? other} after={other} caption={t('runs.differences.of', { first: names[0] ?? '', second: names[index + 1] ?? '' })} names={[names[0] ?? '', names[index + 1] ?? '']} />
      ))}
    </PopupButton>
  );
}

interface TableProps {
  readonly before: RunRecord;
  readonly after: RunRecord;
  readonly caption: string;
  readonly names: readonly [string, string];
}

function Table({ before, after, caption, names }: TableProps) {
  const { t } = useText();
  const phrase = usePhrase();
  const rows = differenceRows(before.experiment, after.experiment);
  const text = (part: PhrasePart) => (typeof part === 'boolean' ? (part ? '✓' : '–') : phrase(part));
  return (
    <table className={styles['table']}>
      <caption>{caption}</caption>
      {rows.length === 0 ? (
        <tbody>
          <tr>
            <td>{t('runs.differences.none')}</td>
          </tr>
        </tbody>
      ) : (
        <>
          <thead>
            <tr>
              <th scope="col">{t('runs.differences.field')}</th>
              {names.map((name, place) => (
                <th key={place === 0 ? 'first' : 'second'} scope="col">
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row, index) =>
              row.kind === 'field' ? (
                <tr key={index}>
                  <th scope="row">{text(row.field)}</th>
                  <td>{text(row.before)}</td>
                  <td>{text(row.after)}</td>
                </tr>
              ) : (
                <tr key={index}>
                  <th scope="row" colSpan={3}>
                    {phrase(row.words)}
                  </th>
                </tr>
              ),
            )}
          </tbody>
        </>
      )}
    </table>
  );
}
