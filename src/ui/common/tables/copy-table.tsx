import { useRef, type ReactNode } from 'react';
import table from '../../widgets/data-table.module.css';
import { CopyButtons } from './copy-buttons';
import { readTable } from './read-table';
import styles from './copy-buttons.module.css';

/** A table in its own scrolling box, with buttons that copy it as it is shown. */
export function CopyTable({ children }: { children: ReactNode }) {
  const box = useRef<HTMLDivElement>(null);
  return (
    <div className={styles['frame']}>
      <CopyButtons
        table={() => {
          const element = box.current?.querySelector('table');
          return element === null || element === undefined ? undefined : readTable(element);
        }}
      />
      <div ref={box} className={table['scroll']}>
        {children}
      </div>
    </div>
  );
}
