import { Dialog } from '../common/dialog';
import { keyLabel, shortcuts } from '../common/shortcuts';
import { useText } from '../common/texts/use-text';
import { onMac } from './on-mac';
import styles from './shortcuts-dialog.module.css';

const groups = ['training', 'experiment', 'page'] as const;
/** What the network's own keys do; the canvas hears them while it has the focus. */
const canvasKeys = [
  { id: 'move', keys: ['←', '→', '↑', '↓'] },
  { id: 'select', keys: ['Enter'] },
  { id: 'remove', keys: ['Delete'] },
] as const;

/** Every key and what it does. */
export default function ShortcutsDialog({ onClose }: { onClose: () => void }) {
  const { t, code } = useText();
  return (
    <Dialog title={t('topbar.keys.title')} onClose={onClose}>
      <div className={styles['columns']}>
        {groups.map((group) => (
          <section key={group} className={styles['group']}>
            <h3 className={styles['title']}>{t(`topbar.keys.${group}`)}</h3>
            <dl className={styles['list']}>
              {shortcuts
                .filter((shortcut) => shortcut.group === group)
                .map((shortcut) => (
                  <KeyRow key={shortcut.id} keys={keyLabel(shortcut, onMac, t('topbar.keys.space'))} what={code('topbar', `key.${shortcut.id}`)} />
                ))}
            </dl>
          </section>
        ))}
        <section className={styles['group']}>
          <h3 className={styles['title']}>{t('topbar.keys.network')}</h3>
          <dl className={styles['list']}>
            {canvasKeys.map(({ id, keys }) => (
              <KeyRow key={id} keys={keys} what={t(`topbar.key.canvas.${id}`)} />
            ))}
          </dl>
        </section>
      </div>
    </Dialog>
  );
}

function KeyRow({ keys, what }: { keys: readonly string[]; what: string }) {
  return (
    <div className={styles['row']}>
      <dt className={styles['keys']}>
        {keys.map((key) => (
          <kbd key={key} className={styles['key']}>
            {key}
          </kbd>
        ))}
      </dt>
      <dd className={styles['what']}>{what}</dd>
    </div>
  );
}
