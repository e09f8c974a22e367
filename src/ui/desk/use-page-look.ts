import { useEffect } from 'react';
import { useApp } from '../common/app-store';
import { runProgress } from '../common/run-progress';
import { useMedia } from '../widgets/use-media';
import { useText } from '../common/texts/use-text';

/**
 * Keeps the page's own attributes in step: theme, language, title, with how far the run is, and the
 * colour of the browser's frame.
 */
export function usePageLook(): void {
  const { t, format, language } = useText();
  const theme = useApp((state) => state.view.theme);
  const name = useApp((state) => state.document.experiment.name);
  const systemDark = useMedia('(prefers-color-scheme: dark)');
  const dark = theme === 'dark' || (theme === 'system' && systemDark);
  const product = t('topbar.product');
  const progress = useApp(({ session }) => (session.running === undefined || session.step === 0 ? undefined : Math.floor(100 * runProgress(session.running, session.step).share)));

  useEffect(() => {
    const root = document.documentElement;
    root.dataset['theme'] = dark ? 'dark' : 'light';
    document.querySelector('meta[name="theme-color"]')?.setAttribute('content', getComputedStyle(root).getPropertyValue('--surface').trim());
  }, [dark]);
  useEffect(() => {
    document.documentElement.lang = language;
  }, [language]);
  useEffect(() => {
    const title = name === '' ? product : `${name} – ${product}`;
    document.title = progress === undefined ? title : `${format.percent(progress / 100, 0)} · ${title}`;
  }, [name, product, progress, format]);
}
