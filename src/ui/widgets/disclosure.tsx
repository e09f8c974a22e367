import { useId, useState, type ReactNode } from 'react';
import { ChevronDown, ChevronRight } from 'lucide-react';
import styles from './disclosure.module.css';

/** What was unfolded and folded since the page was opened, by name. */
const kept = new Map<string, boolean>();

/**
 * Whether what has that name is unfolded, and a function that turns it over. It is remembered while
 * the page is open, also where the part of the page that holds it goes and comes back.
 */
export function useUnfolded(name: string): readonly [boolean, () => void] {
  const [unfolded, setUnfolded] = useState(kept.get(name) ?? false);
  const turn = () => {
    kept.set(name, !unfolded);
    setUnfolded(!unfolded);
  };
  return [unfolded, turn];
}

interface DisclosureProps {
  /** What it is remembered by. */
  readonly name: string;
  readonly label: ReactNode;
  readonly children: ReactNode;
  readonly className?: string | undefined;
}

/** What is needed more seldom, behind a button that unfolds it below itself. */
export function Disclosure({ name, label, children, className }: DisclosureProps) {
  const id = useId();
  const [unfolded, turn] = useUnfolded(name);
  const Icon = unfolded ? ChevronDown : ChevronRight;
  return (
    <div className={className}>
      <button type="button" className={styles['button']} aria-expanded={unfolded} aria-controls={id} onClick={turn}>
        {label}
        <Icon size={14} aria-hidden />
      </button>
      <div id={id} hidden={!unfolded}>
        {unfolded ? children : undefined}
      </div>
    </div>
  );
}
