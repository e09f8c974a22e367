import { Ellipsis } from 'lucide-react';
import type { ReactNode } from 'react';
import { smoothings } from '../../../state/charts/smoothing';
import { keysOf } from '../../../lib/keys';
import { useText } from '../../common/texts/use-text';
import { MenuButton, MenuGroup, MenuItem } from '../../widgets/popups/menu';
import { canBeLog, type ChartSettings } from './chart-settings';
import type { ChartKind } from '../chart/chart-text';

interface ChartToolsProps {
  readonly kind: ChartKind;
  readonly title: string;
  readonly settings: ChartSettings;
  readonly onChange: (settings: ChartSettings) => void;
  readonly onFit: () => void;
  readonly onSave: (what: 'picture' | 'numbers') => void;
  /** Items of this chart alone; `close` closes the menu. */
  readonly own: ((close: () => void) => ReactNode) | undefined;
  readonly isEmpty: boolean;
}

/** What can be done with a chart, behind one button. */
export function ChartTools({ kind, title, settings, onChange, onFit, onSave, own, isEmpty }: ChartToolsProps) {
  const { t } = useText();
  const label = t('curves.tools', { title });
  return (
    <MenuButton look="quiet" square align="end" face={<Ellipsis size={16} aria-hidden />} aria-label={label} title={label} menuLabel={label}>
      {(close) => {
        const choose = (act: () => void) => () => {
          close();
          act();
        };
        return (
          <>
            {own?.(close)}
            <MenuItem about={t('curves.fit.about')} onSelect={choose(onFit)}>
              {t('curves.fit')}
            </MenuItem>
            {canBeLog(kind) ? (
              <MenuItem checked={settings.isLog} onSelect={choose(() => onChange({ ...settings, isLog: !settings.isLog }))}>
                {t('curves.log')}
              </MenuItem>
            ) : undefined}
            <MenuItem checked={settings.asTable} onSelect={choose(() => onChange({ ...settings, asTable: !settings.asTable }))}>
              {t('curves.asTable')}
            </MenuItem>
            <MenuGroup title={t('curves.smoothing')}>
              {keysOf(smoothings).map((smoothing) => (
                <MenuItem key={smoothing} checked={settings.smoothing === smoothing} onSelect={choose(() => onChange({ ...settings, smoothing }))}>
                  {t(`curves.smoothing.${smoothing}`)}
                </MenuItem>
              ))}
            </MenuGroup>
            <MenuGroup title={t('curves.save')}>
              <MenuItem disabled={isEmpty || settings.asTable} onSelect={choose(() => onSave('picture'))}>
                {t('curves.save.picture')}
              </MenuItem>
              <MenuItem disabled={isEmpty} onSelect={choose(() => onSave('numbers'))}>
                {t('curves.save.numbers')}
              </MenuItem>
            </MenuGroup>
          </>
        );
      }}
    </MenuButton>
  );
}
