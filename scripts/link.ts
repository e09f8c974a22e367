import { readDocumentText } from '../src/experiment/file-format';
import { decodeLink, encodeLink } from '../src/experiment/link-codec';
import { stillCarried, type LinkedDocument } from '../src/experiment/linked-document';
import type { LinkError } from '../src/experiment/read-document';
import type { Result } from '../src/lib/result';
import { described, InputError, optionsOf, textOf } from './command-input';

const USAGE = 'usage: npm run -s link -- --file FILE [--base URL], or npm run -s link -- --link LINK';
const options = { file: { type: 'string' }, link: { type: 'string' }, base: { type: 'string' } } as const;

/** What a person at a terminal is told; the page has its own, translated texts. */
const messages: Readonly<Record<LinkError['code'], string>> = {
  'too-long': 'is too long',
  'not-a-link': 'holds no link of Multitask Playground: a link has a part like #2.…',
  'cut-off': 'is cut off: its end is missing',
  damaged: 'is damaged: something in it is missing or was changed',
  'too-large': 'describes more than an experiment may hold',
  'newer-version': 'was written by a later version of Multitask Playground',
  unusable: 'holds no experiment',
};

function documentOf(what: string, read: Result<LinkedDocument, LinkError>): LinkedDocument {
  if (read.ok) return read.value;
  throw new InputError(described(`${what} ${messages[read.error.code]}`, read.error.figures));
}

/** The link of a file, or the document of a link with what had to be mended, as it goes to standard output. */
function answer(args: readonly string[]): string {
  const { file, link, base = '' } = optionsOf(args, options, USAGE);
  if ((file === undefined) === (link === undefined)) throw new InputError(USAGE);
  if (file !== undefined) {
    const document = documentOf(file, readDocumentText(textOf(file)));
    const { experiment, repairs } = document;
    for (const { path, code, figures } of repairs) process.stderr.write(`warning: ${path} ${code} ${JSON.stringify(figures)}\n`);
    return `${base.replace(/#.*$/s, '')}${encodeLink(experiment, stillCarried(document, experiment))}`;
  }
  const { repairs, ...document } = documentOf('the link', decodeLink(link ?? ''));
  return JSON.stringify({ ...document, warnings: repairs }, null, 2);
}

try {
  process.stdout.write(`${answer(process.argv.slice(2))}\n`);
} catch (error) {
  if (!(error instanceof InputError)) throw error;
  process.stderr.write(`${error.message.replaceAll(/\s+/g, ' ')}\n`);
  process.exitCode = 2;
}
