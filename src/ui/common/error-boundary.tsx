import { Component, type ReactNode } from 'react';
import { translator, type Language } from '../../i18n/translate';
import { Button } from '../widgets/button';
import styles from './error-boundary.module.css';

interface Props {
  readonly language: Language;
  /** Saves the experiment as a file; must not depend on anything below the boundary. */
  readonly onSave: () => void;
  readonly children: ReactNode;
}

/**
 * Where drawing the page failed: says so, offers the experiment as a file, and to load the page
 * again.
 */
export class ErrorBoundary extends Component<Props, { readonly failure: string | undefined }> {
  override state: { readonly failure: string | undefined } = { failure: undefined };

  static getDerivedStateFromError(error: unknown): { readonly failure: string } {
    return { failure: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }

  override render(): ReactNode {
    const { failure } = this.state;
    if (failure === undefined) return this.props.children;
    const t = translator(this.props.language);
    return (
      <main className={styles['page']}>
        <div role="alert">
          <h1 className={styles['title']}>{t('common.boundary.title')}</h1>
          <p>{t('common.boundary.text')}</p>
        </div>
        <p className={styles['buttons']}>
          <Button look="primary" onClick={this.props.onSave}>
            {t('common.boundary.save')}
          </Button>
          <Button onClick={() => window.location.reload()}>{t('common.boundary.reload')}</Button>
        </p>
        <details>
          <summary>{t('common.detail')}</summary>
          <pre className={styles['detail']}>{failure}</pre>
        </details>
      </main>
    );
  }
}
