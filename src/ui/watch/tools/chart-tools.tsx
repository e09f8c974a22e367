import { Ellipsis } from 'lucide-react';
import { smoothings } from '../../../state/charts/smoothing';
import { keysOf } from '../../../lib/keys';
import { useText } from '../../common/texts/use-text';
import { MenuButton, MenuGroup, MenuItem } from '../../widgets/popups/menu';
import { canBeLog, type ChartSettings } from './chart-settings';
import type { ChartKind } from '../chart/chart-text';
import { zoomFactor } from '../zoom/zoom';
import { chartFiles, isDrawing, type ChartFile } from './chart-sources';
import styles from './chart-tools.module.css';

/** What is switched on and off in one chart alone. */
export interface ChartOption {
  readonly text: string;
  readonly about: string;
  readonly isOn: boolean;
  readonly onToggle: () => void;
}

interface ChartToolsProps {
  readonly kind: ChartKind;
  readonly title: string;
  readonly settings: ChartSettings;
  readonly onChange: (settings: ChartSettings) => void;
  readonly onFit: () => void;
  /** Zooms all charts by a factor on the length of what they show, or (undefined) to the whole run. */
  readonly onZoom: (factor: number | undefined) => void;
  readonly isZoomed: boolean;
  /** Has the next drag over a chart choose the part that all show. */
  readonly onChoose: () => void;
  /** Saves this chart, or all of the tab as one file. */
  readonly onSave: (what: ChartFile, all: boolean) => void;
  readonly option: ChartOption | undefined;
  readonly isEmpty: boolean;
}

/** What can be done with a chart, behind one button. */
export function ChartTools({ kind, title, settings, onChange, onFit, onZoom, isZoomed, onChoose, onSave, option, isEmpty }: ChartToolsProps) {
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
            {option === undefined ? undefined : (
              <MenuItem checked={option.isOn} about={option.about} onSelect={choose(option.onToggle)}>
                {option.text}
              </MenuItem>
            )}
            <MenuItem about={t('curves.fit.about')} onSelect={choose(onFit)}>
              {t('curves.fit')}
            </MenuItem>
            <MenuGroup title={t('curves.zoom')}>
              <MenuItem disabled={isEmpty} about={t('curves.zoom.about')} onSelect={choose(onChoose)}>
                {t('curves.zoom.choose')}
              </MenuItem>
              <MenuItem disabled={isEmpty} keys="+" onSelect={choose(() => onZoom(zoomFactor))}>
                {t('curves.zoom.in')}
              </MenuItem>
              <MenuItem disabled={!isZoomed} keys="−" onSelect={choose(() => onZoom(1 / zoomFactor))}>
                {t('curves.zoom.out')}
              </MenuItem>
              <MenuItem disabled={!isZoomed} keys="0" onSelect={choose(() => onZoom(undefined))}>
                {t('curves.zoom.whole')}
              </MenuItem>
            </MenuGroup>
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
            {[false, true].map((all) => (
              <MenuGroup key={String(all)} title={t(all ? 'curves.saveAll' : 'curves.save')}>
                <div className={styles['files']}>
                  {chartFiles.map((format) => (
                    <MenuItem key={format} disabled={isEmpty || (!all && settings.asTable && isDrawing(format))} onSelect={choose(() => onSave(format, all))}>
                      {format.toUpperCase()}
                    </MenuItem>
                  ))}
                </div>
              </MenuGroup>
            ))}
          </>
        );
      }}
    </MenuButton>
  );
}
