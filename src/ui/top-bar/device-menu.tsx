import type { DevicePreference, DeviceReport } from '../../protocol/device';
import { useApp } from '../common/app-store';
import { MenuItem, MenuList } from '../widgets/popups/menu';
import { PopupButton } from '../widgets/popups/popup';
import { useText, type Texts } from '../common/texts/use-text';
import styles from './device-menu.module.css';

const preferences: readonly DevicePreference[] = ['auto', 'webgpu', 'wasm', 'webgl', 'cpu'];

/** Which device trains; opens to why, what was rejected, what it costs, and a choice. */
export function DeviceMenu() {
  const { t, code } = useText();
  const device = useApp((state) => state.session.device);
  const name = device === undefined ? t('device.none') : code('device', device.device);
  const detail = device === undefined ? '' : hardwareOf(device, t);
  const chip = t('device.chip', { device: detail === '' ? name : `${name} · ${detail}` });
  const face = (
    <>
      <span aria-hidden className={styles['lamp']} data-on={device?.software === false} />
      <span className={styles['chipName']}>{name}</span>
      {detail === '' ? undefined : <span className={styles['adapter']}> · {detail}</span>}
    </>
  );
  return (
    <PopupButton
      face={face}
      align="end"
      className={styles['chip']}
      popupLabel={t('device.title')}
      aria-label={chip}
      title={chip}
      aria-keyshortcuts="D"
      data-action="device"
      popupProps={{ className: styles['panel'] }}
    >
      {(close) => <DevicePanel device={device} close={close} />}
    </PopupButton>
  );
}

function DevicePanel({ device, close }: { device: DeviceReport | undefined; close: () => void }) {
  const { t, code } = useText();
  const preference = useApp((state) => state.session.devicePreference);
  const setDevice = useApp((state) => state.session.setDevice);
  return (
    <>
      <h3 className={styles['title']}>{device === undefined ? t('device.notYet') : code('device', `${device.device}.about`)}</h3>
      {device === undefined ? undefined : <p className={styles['text']}>{code('device', reasonFor(device), { adapter: device.adapter, device: code('device', device.device) })}</p>}
      {device === undefined || device.rejected.length === 0 ? undefined : (
        <ul className={styles['rejected']}>
          {device.rejected.map((rejected) => (
            <li key={rejected.device} title={rejected.detail}>
              {t('device.rejected', { device: code('device', rejected.device), reason: code('device', `rejection.${rejected.reason}`) })}
            </li>
          ))}
        </ul>
      )}
      {window.isSecureContext ? undefined : <p className={styles['hint']}>{t('device.insecure')}</p>}
      <div className={styles['choice']}>
        <p className={styles['legend']} aria-hidden>
          {t('device.choose')}
        </p>
        {/* No radio buttons: arrow keys would choose on their way, and each choice starts a device. */}
        <MenuList label={t('device.choose')}>
          {preferences.map((option) => (
            <MenuItem
              key={option}
              checked={preference === option}
              first={preference === option}
              about={code('device', `${option}.cost`)}
              onSelect={() => {
                close();
                if (preference !== option) void setDevice(option);
              }}
            >
              {code('device', option)}
            </MenuItem>
          ))}
        </MenuList>
      </div>
      <p className={styles['text']}>{t('device.differences')}</p>
    </>
  );
}

/** What it runs on, as far as there is something to say. */
function hardwareOf({ software, adapter }: DeviceReport, t: Texts['t']): string {
  if (software === false) return adapter;
  return software === true ? t('device.inSoftware') : t('device.hardwareUnknown');
}

/** The code of the sentence that says why this device was taken. */
function reasonFor(device: DeviceReport): string {
  if (device.software === true) return `why.software.${device.device}`;
  if (device.software === 'unknown') return 'why.unknown';
  if (device.preference !== 'auto') return device.preference === device.device ? 'why.asked' : 'why.instead';
  return `why.${device.device}`;
}
