import { buildSet } from '../../data/import/build';
import { usualChoices, type ImportChoices } from '../../data/import/choices';
import { faultIn, type ImportFault } from '../../data/import/fault';
import type { Found } from '../../data/import/found';
import type { ImportFile } from '../../data/import/import-file';
import { decodeFile } from '../../data/import/pictures/picture';
import { asImage } from '../../data/import/pictures/resize';
import { previewOf } from '../../data/import/preview';
import { expectedSet, proposalOf } from '../../data/import/proposal';
import { readFiles } from '../../data/import/read-files';
import { fail, ok, type Result } from '../../lib/result';
import type { HandedFile, ImportEvent, ImportRequest } from '../../protocol/import-messages';
import { decodePicture } from './decode-picture';
import { openSetWriter } from './set-writer';

/** Examples that a preview shows. */
const shown = 16;
/** Milliseconds between two words on how far it is. */
const patience = 100;

let found: Found | undefined;
let told = 0;

const context = {
  decode: decodePicture,
  report: (done: number, total: number) => {
    const now = performance.now();
    if (now - told < patience && done < total) return;
    told = now;
    tell({ kind: 'progress', done, total });
  },
};

function tell(event: ImportEvent): void {
  postMessage(event);
}

function fileOf({ path, file }: HandedFile): ImportFile {
  return {
    path,
    size: file.size,
    read: async (): Promise<Result<Uint8Array, ImportFault>> => {
      try {
        return ok(new Uint8Array(await file.arrayBuffer()));
      } catch {
        return fail(faultIn(path, 'unreadable'));
      }
    },
  };
}

/** What files are called together: by the one file, or the folder that holds them. */
function nameOf(files: readonly HandedFile[]): string {
  const [first] = files;
  const path = first?.path ?? '';
  return files.length === 1 || !path.includes('/') ? path : path.slice(0, path.indexOf('/'));
}

async function read({ files, facts }: Extract<ImportRequest, { kind: 'read' }>): Promise<ImportEvent> {
  const result = await readFiles(files.map(fileOf), context);
  if (!result.ok) return { kind: 'fault', fault: result.error };
  found = result.value;
  return { kind: 'found', proposal: proposalOf(found), choices: usualChoices(found, nameOf(files), facts) };
}

async function preview(known: Found, choices: ImportChoices): Promise<ImportEvent> {
  const examples = await previewOf(known, choices, decodePicture, shown);
  if (!examples.ok) return { kind: 'fault', fault: examples.error };
  return { kind: 'preview', choices, expected: expectedSet(known, choices), examples: examples.value };
}

async function build(known: Found, choices: ImportChoices): Promise<ImportEvent> {
  const writer = await openSetWriter(Date.now());
  const built = await buildSet(known, choices, context, writer.keep);
  if (!built.ok) return { kind: 'fault', fault: built.error };
  const titles = Object.fromEntries(known.columns.map(({ id, title }) => [id, title]));
  try {
    return { kind: 'built', ...(await writer.finish(built.value, titles)) };
  } catch {
    return { kind: 'fault', fault: faultIn('', 'storage-full') };
  }
}

async function picture({ file, shape: [height, width, channels], fit }: Extract<ImportRequest, { kind: 'picture' }>): Promise<ImportEvent> {
  const decoded = await decodeFile(fileOf({ path: file.name, file }), decodePicture);
  if (!decoded.ok) return { kind: 'fault', fault: decoded.error };
  return { kind: 'picture', pixels: asImage(decoded.value, [height, width], channels, fit).data };
}

async function answerTo(request: ImportRequest): Promise<ImportEvent> {
  if (request.kind === 'read') return read(request);
  if (request.kind === 'picture') return picture(request);
  if (found === undefined) return { kind: 'fault', fault: faultIn('', 'nothing') };
  return request.kind === 'preview' ? preview(found, request.choices) : build(found, request.choices);
}

/** One after another, in their order. */
let underWay: Promise<void> = Promise.resolve();

addEventListener('message', (event: MessageEvent<ImportRequest>) => {
  // The page hears of what nobody expected as of a worker that ended.
  underWay = underWay.then(async () => tell(await answerTo(event.data))).catch(reportError);
});
