import { encodeLink } from '../src/experiment/link/link-codec';
import { stillCarried } from '../src/experiment/link/linked-document';
import { InputError, optionsOf, type CommandOutput } from './command-input';
import { documentFrom } from './documents';

const USAGE = 'usage: npm run -s link -- --file FILE [--base URL] [--strict], or npm run -s link -- --link LINK [--strict]';

const HELP = `${USAGE}

Prints the link of a file's document, or the document of a link as JSON, which is a file again. "warnings" in it are the codes of what was repaired.
  --file FILE   a document, as the page saves it or as this command prints it
  --base URL    the page's address, to stand in front of the link
  --link LINK   a whole address, its part from # on, or the code alone
  --strict      refuses a document in which something has to be repaired
What was repaired is told on standard error, a line each.
Exit codes: 0; 2 for bad input, with the reason on standard error.`;

const text = { type: 'string' } as const;
const options = { file: text, link: text, base: text, strict: { type: 'boolean' } } as const;

/** Runs the command; returns its exit code. */
export function linkCommand(args: readonly string[], { print, warn }: CommandOutput): number {
  if (args.includes('--help')) {
    print(HELP);
    return 0;
  }
  try {
    print(answer(args, warn));
    return 0;
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    warn(error.message.replaceAll(/\s+/g, ' '));
    return 2;
  }
}

/**
 * The link of a file, or the document of a link with what had to be repaired, as it goes to
 * standard output.
 */
function answer(args: readonly string[], warn: CommandOutput['warn']): string {
  const { file, link, base = '', strict = false } = optionsOf(args, options, USAGE);
  if (file !== undefined && link === undefined) {
    const document = documentFrom({ file }, { strict, warn });
    const { experiment } = document;
    return `${base.replace(/#.*$/s, '')}${encodeLink(experiment, stillCarried(document, experiment))}`;
  }
  if (link === undefined || file !== undefined) throw new InputError(USAGE);
  const { repairs, ...document } = documentFrom({ link }, { strict, warn });
  return JSON.stringify({ ...document, warnings: repairs }, null, 2);
}
