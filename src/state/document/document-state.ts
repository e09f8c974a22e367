import type { CommandArguments, CommandId } from '../../experiment/commands';
import type { Carried, OpenedDocument } from '../../experiment/link/linked-document';
import type { LinkError } from '../../experiment/read-document';
import type { EditRefusal } from '../../experiment/edits/refusal';
import type { Repair } from '../../experiment/repair/repair-log';
import type { Experiment } from '../../experiment/schema';

/**
 * A document as it is, and as it was opened with what it carried; undefined where it came with
 * nothing.
 */
export interface DeskDocument {
  readonly experiment: Experiment;
  readonly source: OpenedDocument | undefined;
}

/** The edited document, with undo. Everything a person does to it is a command. */
export interface DocumentSlice extends DeskDocument {
  readonly past: readonly DeskDocument[];
  readonly future: readonly DeskDocument[];
  /** Counts up each time another document is put on the desk. */
  readonly opened: number;
  /** What was repaired when the document was opened, until it is dismissed. */
  readonly repairs: readonly Repair[];
  /**
   * Why a link or a file could not be read at all, until it is dismissed; what was on the desk
   * stays there.
   */
  readonly unreadable: (LinkError & { readonly desk: 'kept' | 'first' }) | undefined;
  /** Why the last command was refused, until the next one. */
  readonly refusal: EditRefusal | undefined;
  /** Does a command as one undo entry. */
  readonly execute: <Id extends CommandId>(id: Id, args: CommandArguments<Id>) => void;
  /**
   * Shows a command without an undo entry, each time from where the gesture began; `commitGesture`
   * makes it one entry.
   */
  readonly preview: <Id extends CommandId>(id: Id, args: CommandArguments<Id>) => void;
  readonly commitGesture: () => void;
  readonly undo: () => void;
  readonly redo: () => void;
  /** Puts another document on the desk, as an undoable step: nothing that was there is lost. */
  readonly openDocument: (experiment: Experiment, repairs: readonly Repair[], carried?: Carried) => void;
  /** Says what was repaired in the document that the page began with. */
  readonly showRepairs: (repairs: readonly Repair[]) => void;
  /**
   * Says that a link or a file could not be read, and what is on the desk instead: what lay there
   * before, or the first experiment of a new tab.
   */
  readonly refuseDocument: (error: LinkError, desk?: 'kept' | 'first') => void;
  /** Takes away what is said about the last opening. */
  readonly dismissRepairs: () => void;
}
