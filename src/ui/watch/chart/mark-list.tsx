import { useRef } from 'react';
import type { MarkGroup } from '../../../state/charts/chart-marks';
import { useText } from '../../common/texts/use-text';
import { useHelp } from '../../widgets/popups/use-help';
import { PopupButton } from '../../widgets/popups/popup';
import { markMiddle, markRow, type DrawnMark } from '../../charts/mark-layout';
import { changeText } from './chart-text';
import styles from './mark-list.module.css';

interface MarkListProps {
  readonly groups: readonly MarkGroup[];
  readonly drawn: readonly DrawnMark[];
  readonly widths: readonly number[];
  readonly top: number;
  readonly namesById: ReadonlyMap<string, string>;
}

/**
 * What is to be read of the marks over a chart: beside each text all that was changed then, and
 * where some have no text a list of all.
 */
export function MarkList({ groups, drawn, widths, top, namesById }: MarkListProps) {
  const texts = useText();
  const { t, format } = texts;
  const changes = (group: MarkGroup) => group.marks.map((mark) => changeText(texts, namesById, mark));
  const rest = drawn.filter(({ place }) => place === undefined).length;
  if (groups.length === 0) return undefined;
  return (
    <div className={styles['marks']} role="group" aria-label={t('curves.marks')}>
      {groups.map((group, index) => {
        const place = drawn[index]?.place;
        const about = `${t('curves.step', { step: format.integer(group.step) })}: ${changes(group).join('; ')}`;
        return place === undefined ? undefined : (
          <MarkHelp key={group.step} about={about} style={{ left: place.left, top: markMiddle(top, place.row) - markRow / 2, width: widths[index] ?? 0 }} />
        );
      })}
      {rest === 0 ? undefined : (
        <span className={styles['rest']}>
          <PopupButton look="quiet" align="end" className={styles['more']} face={`+${format.integer(rest)}`} aria-label={t('curves.marks.all', { count: format.integer(groups.length) })} popupLabel={t('curves.marks')}>
            {() => (
              <>
                <strong>{t('curves.marks')}</strong>
                <ul className={styles['list']} tabIndex={0}>
                  {groups.map((group) => (
                    <li key={group.step}>
                      <span className={styles['step']}>{t('curves.step', { step: format.integer(group.step) })}</span>
                      <span>
                        {changes(group).map((change) => (
                          <span key={change} className={styles['change']}>
                            {change}
                          </span>
                        ))}
                      </span>
                    </li>
                  ))}
                </ul>
              </>
            )}
          </PopupButton>
        </span>
      )}
    </div>
  );
}

/** The place of a mark's text, which is drawn below: it tells more on hover, on focus and by a tap. */
function MarkHelp({ about, style }: { about: string; style: { readonly left: number; readonly top: number; readonly width: number } }) {
  const anchor = useRef<HTMLButtonElement>(null);
  const help = useHelp({ about }, anchor);
  return (
    <>
      <button ref={anchor} type="button" className={styles['mark']} style={style} aria-label={about} data-testid="mark" onClick={help.open} {...help.handlers} />
      {help.popup}
    </>
  );
}
