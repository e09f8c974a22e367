import { Eye, EyeOff } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import { useApp } from '../../common/app-store';
import { isDashed } from '../../common/tasks/task-colours';
import { TaskSwatch } from '../../common/tasks/task-swatch';
import type { TaskView } from '../../common/tasks/use-tasks';
import { useText } from '../../common/texts/use-text';
import { hiddenTask, type HiddenPart } from './visible-data';
import styles from './legend.module.css';

interface LegendProps {
  readonly tasks: readonly Pick<TaskView, 'id' | 'name' | 'colour'>[];
  readonly hidden: ReadonlySet<string>;
  readonly onHidden: (hidden: ReadonlySet<string>) => void;
  /** The parts of lines that are told apart: train and test, the weighted total, the run before. */
  readonly parts?: readonly { readonly part: HiddenPart; readonly text: string }[];
}

/** What colours and kinds of line mean, each with a button that hides it on all charts of the tab. */
export function Legend({ tasks, hidden, onHidden, parts = [] }: LegendProps) {
  const { t } = useText();
  const pinned = useApp((state) => state.view.pinnedTask);
  const isAnyDashed = tasks.some(({ colour }) => isDashed(colour));
  const toggle = (key: string) => {
    const next = new Set(hidden);
    if (!next.delete(key)) next.add(key);
    onHidden(next);
  };
  const entry = (key: string, name: string, face: ReactNode, colour?: number) => {
    const isHidden = hidden.has(key);
    const Icon = isHidden ? EyeOff : Eye;
    const label = t(isHidden ? 'curves.show' : 'curves.hide', { name });
    return (
      <li key={key} data-hidden={isHidden} data-task={colour}>
        {face}
        <button type="button" className={styles['toggle']} aria-label={label} title={label} onClick={() => toggle(key)}>
          <Icon size={13} aria-hidden />
        </button>
      </li>
    );
  };
  return (
    <ul className={styles['legend']} aria-label={t('curves.legend')}>
      {tasks.map(({ id, name, colour }) => entry(
          hiddenTask(id),
          name,
          <button type="button" className={styles['pin']} aria-pressed={pinned === id} title={t('curves.pin')} data-pin>
            <TaskSwatch colour={colour} />
            {name}
          </button>,
          colour,
        ),
      )}
      {parts.map(({ part, text }) => entry(
          part,
          text,
          <>
            <PartSample part={part} isAnyDashed={isAnyDashed} />
            {text}
          </>,
        ),
      )}
    </ul>
  );
}

/** What the legend of a tab hides, from nothing on. */
export function useHidden(): readonly [ReadonlySet<string>, (hidden: ReadonlySet<string>) => void] {
  return useState<ReadonlySet<string>>(new Set());
}

function PartSample({ part, isAnyDashed }: { part: HiddenPart; isAnyDashed: boolean }) {
  switch (part) {
    case 'total':
      return <Sample dash="7 3" width={1.25} />;
    case 'train':
      return (
        <>
          <Sample width={2} />
          {isAnyDashed && <Sample dash="9 4" width={2} />}
        </>
      );
    case 'test':
      return (
        <>
          <Sample dash="1.5 3.5" width={2} />
          {isAnyDashed && <Sample dash="9 4 1.5 4" width={2} />}
        </>
      );
    case 'all':
      return (
        <svg aria-hidden width="12" height="12">
          <path d="M6 1L11 6L6 11L1 6Z" fill="none" stroke="currentColor" strokeWidth="1.25" />
        </svg>
      );
    case 'before':
      return <Sample width={1.5} stroke="var(--outline)" />;
    case 'baseline':
      return <Sample dash="1 3" width={1} />;
  }
}

function Sample({ width, dash, stroke = 'currentColor' }: { width: number; dash?: string; stroke?: string }) {
  return (
    <svg aria-hidden width="18" height="8">
      <path d="M1 4H17" stroke={stroke} strokeWidth={width} strokeDasharray={dash} strokeLinecap={dash === undefined ? 'butt' : 'round'} />
    </svg>
  );
}
