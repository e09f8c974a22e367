import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { readDocumentText } from '../src/experiment/file-format';
import { decodeLink, encodeLink, type LinkedDocument } from '../src/experiment/link-codec';
import type { LinkError } from '../src/experiment/read-document';
import type { Result } from '../src/lib/result';

const USAGE = 'usage: npm run -s link -- --file FILE [--base URL], or npm run -s link -- --link LINK';

/** What a person at a terminal is told; the page has its own, translated texts. */
const messages: Readonly<Record<LinkError['code'], string>> = {
  'too-long': 'is too long',
  'not-a-link': 'holds no link of Multitask Playground: a link has a part like #1.…',
  damaged: 'is damaged: it cannot be unpacked or is no JSON',
  'too-large': 'describes more than an experiment may hold',
  'newer-version': 'was written by a later version of Multitask Playground',
  unusable: 'holds no experiment',
};

/** Bad input: one line on standard error, exit code 2. */
class InputError extends Error {}

function documentOf(what: string, read: Result<LinkedDocument, LinkError>): LinkedDocument {
  if (read.ok) return read.value;
  const figures = Object.entries(read.error.figures).map(([name, value]) => `${name} ${value}`);
  throw new InputError(`${what} ${messages[read.error.code]}${figures.length > 0 ? ` (${figures.join(', ')})` : ''}`);
}

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new InputError(`cannot read ${file}: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function optionsOf(args: readonly string[]) {
  const options = { file: { type: 'string' }, link: { type: 'string' }, base: { type: 'string' } } as const;
  try {
    return parseArgs({ args: [...args], options }).values;
  } catch (error) {
    throw new InputError(`${error instanceof Error ? error.message : String(error)}; ${USAGE}`);
  }
}

/** The link of a file, or the document of a link with what had to be mended, as it goes to standard output. */
function answer(args: readonly string[]): string {
  const { file, link, base = '' } = optionsOf(args);
  if ((file === undefined) === (link === undefined)) throw new InputError(USAGE);
  if (file !== undefined) {
    const { experiment, repairs } = documentOf(file, readDocumentText(textOf(file)));
    for (const { path, code, figures } of repairs) process.stderr.write(`warning: ${path} ${code} ${JSON.stringify(figures)}\n`);
    return `${base.replace(/#.*$/s, '')}${encodeLink(experiment)}`;
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
