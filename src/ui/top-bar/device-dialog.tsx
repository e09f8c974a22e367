import { useEffect, useRef } from 'react';
import type { DevicePreference, DeviceReport } from '../../protocol/device';
import { useApp } from '../common/app-store';
import { MenuItem, MenuList } from '../widgets/popups/menu';
import { Dialog } from '../common/dialog';
import { useText } from '../common/texts/use-text';
import styles from './device-dialog.module.css';

const preferences: readonly DevicePreference[] = ['auto', 'webgpu', 'wasm', 'webgl', 'cpu'];

/** Which device trains: why that one, what was rejected, what each costs, and a choice. */
export default function DeviceDialog({ onClose }: { onClose: () => void }) {
  const { t } = useText();
  const device = useApp((state) => state.session.device);
  const panel = useRef<HTMLDivElement>(null);
  useEffect(() => panel.current?.querySelector<HTMLElement>('[data-autofocus]')?.focus(), []);
  return (
    <Dialog title={t('device.title')} onClose={onClose}>
      <div ref={panel} className={styles['panel']}>
        <DevicePanel device={device} close={onClose} />
      </div>
    </Dialog>
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

/** The code of the sentence that says why this device was taken. */
function reasonFor(device: DeviceReport): string {
  if (device.software === true) return `why.software.${device.device}`;
  if (device.software === 'unknown') return 'why.unknown';
  if (device.preference !== 'auto') return device.preference === device.device ? 'why.asked' : 'why.instead';
  return `why.${device.device}`;
}
