import { createStore, type StoreApi } from 'zustand/vanilla';
import { startImport, type ImportClient } from '../../client/import-client';
import type { ImportChoices } from '../../data/import/choices';
import type { ImportFault } from '../../data/import/fault';
import type { PreviewExample } from '../../data/import/preview';
import type { ExpectedSet, Proposal } from '../../data/import/proposal';
import type { OwnData } from '../../experiment/own-data';
import type { KeptSet } from '../../experiment/own-store';
import type { HandedFile, ImportEvent } from '../../protocol/import-messages';
import { keepInMemory } from './own-files';

/** How far an import is. */
export type ImportStage =
  | { readonly is: 'choosing' }
  | { readonly is: 'reading' | 'building'; readonly done: number; readonly total: number }
  | { readonly is: 'deciding' }
  | { readonly is: 'faulty'; readonly fault: ImportFault }
  | { readonly is: 'built'; readonly set: KeptSet };

export interface ImportState {
  readonly stage: ImportStage;
  /** What was found, from `deciding` on. */
  readonly proposal?: Proposal;
  readonly choices?: ImportChoices;
  /** What the choices come to, once that is known. */
  readonly preview?: { readonly choices: ImportChoices; readonly expected: ExpectedSet; readonly examples: readonly PreviewExample[] };
  /** Reads files; with the facts of the set that is wanted, to come to the same. */
  readonly read: (files: readonly HandedFile[], facts?: OwnData) => void;
  readonly choose: (change: Partial<ImportChoices>) => void;
  /** Makes the set and keeps it; resolves with it once that is done, and never where it comes to nothing. */
  readonly build: () => Promise<KeptSet>;
  /** Ends whatever is under way; other files can be chosen. */
  readonly reset: () => void;
}

/** An import over a worker of its own, which starts with the first files. */
export function createImporter(start: typeof startImport = startImport): StoreApi<ImportState> {
  let client: ImportClient | undefined;
  /** True while a preview is asked for: the latest choices are asked for when it has come. */
  let isAsking = false;
  let onBuilt: ((set: KeptSet) => void) | undefined;

  return createStore<ImportState>()((set, get) => {
    const end = () => {
      client?.end();
      client = undefined;
      isAsking = false;
    };
    const die = () => {
      end();
      set({ stage: { is: 'faulty', fault: { code: 'worker-ended', file: '', params: {} } } });
    };
    const askPreview = () => {
      const { choices } = get();
      if (isAsking || choices === undefined) return;
      isAsking = true;
      client?.ask({ kind: 'preview', choices });
    };
    const hear = (event: ImportEvent) => {
      const { stage, choices } = get();
      switch (event.kind) {
        case 'progress':
          if (stage.is === 'reading' || stage.is === 'building') set({ stage: { ...stage, done: event.done, total: event.total } });
          break;
        case 'found':
          set({ stage: { is: 'deciding' }, proposal: event.proposal, choices: event.choices });
          askPreview();
          break;
        case 'preview':
          isAsking = false;
          set({ preview: event });
          if (choices !== event.choices && JSON.stringify(choices) !== JSON.stringify(event.choices)) askPreview();
          break;
        case 'built':
          if (event.files !== undefined) keepInMemory(event.set, event.files);
          end();
          set({ stage: { is: 'built', set: event.set } });
          onBuilt?.(event.set);
          break;
        case 'fault':
          end();
          set({ stage: { is: 'faulty', fault: event.fault } });
          break;
        default:
          // What somebody else asks of such a worker.
          break;
      }
    };
    return {
      stage: { is: 'choosing' },
      read: (files, facts) => {
        end();
        set({ stage: { is: 'reading', done: 0, total: 0 } });
        client = start(hear, die);
        client.ask({ kind: 'read', files, ...(facts === undefined ? {} : { facts }) });
      },
      choose: (change) => {
        const { choices } = get();
        if (choices === undefined) return;
        set({ choices: { ...choices, ...change } });
        askPreview();
      },
      build: () =>
        new Promise((resolve) => {
          const { choices } = get();
          if (choices === undefined) return;
          onBuilt = resolve;
          set({ stage: { is: 'building', done: 0, total: 0 } });
          client?.ask({ kind: 'build', choices });
        }),
      reset: () => {
        end();
        set({ stage: { is: 'choosing' } });
      },
    };
  });
}
