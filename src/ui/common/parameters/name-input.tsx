import { useState, type KeyboardEvent } from 'react';

interface NameInputProps {
  readonly id: string;
  readonly describedBy?: string | undefined;
  /** The name that a person gave; empty where nobody gave one. */
  readonly name: string;
  /** The name that it has without one. */
  readonly placeholder: string;
  readonly maxLength: number;
  readonly onCommit: (name: string) => void;
  /** Called when Enter has taken the name. */
  readonly onEnter?: (event: KeyboardEvent) => void;
}

/**
 * A name that can be left out. Enter or leaving the field takes what was typed, Escape gives it up
 * and closes nothing; nothing at all takes the given name away.
 */
export function NameInput({ id, describedBy, name, placeholder, maxLength, onCommit, onEnter }: NameInputProps) {
  const [draft, setDraft] = useState<string>();
  const commit = () => {
    setDraft(undefined);
    if (draft !== undefined && draft.trim() !== name) onCommit(draft);
  };
  return (
    <input
      id={id}
      aria-describedby={describedBy}
      maxLength={maxLength}
      placeholder={placeholder}
      autoComplete="off"
      spellCheck={false}
      value={draft ?? name}
      onChange={(event) => setDraft(event.target.value)}
      onFocus={(event) => event.target.select()}
      onBlur={commit}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && !event.nativeEvent.isComposing) {
          commit();
          onEnter?.(event);
        }
        if (event.key === 'Escape' && draft !== undefined) {
          // Only what was typed is given up: a popup around the field stays open.
          event.preventDefault();
          event.stopPropagation();
          setDraft(undefined);
        }
      }}
    />
  );
}
