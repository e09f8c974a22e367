/** Bytes as they are escaped in addresses, such as %E2%80%8B. */
const escapes = /(?:%[0-9a-f]{2})+/gi;
/** Programs that escape an address may meet one that is escaped already. */
const rounds = 3;
/**
 * White space, control characters, and characters that nobody sees: soft hyphens, zero-width
 * spaces, byte order marks, marks of direction.
 */
const unseen = /[\s\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}]+/gu;
/** What trackers and campaigns add to the addresses that they pass on. */
const addedQuery = /[&?][a-z_][\w.-]*=.*/is;
/** What mail programs put at the ends and beginnings of folded lines. */
const folds = /[>=]+/g;

/**
 * What stands behind "#" in a link: the version of its envelope, and the rest of the text behind
 * that version's dot.
 */
interface LinkCode {
  readonly version: number;
  readonly rest: string;
}

/**
 * Finds a link's code in a text: in a whole address, in the part from # on, or alone, whatever
 * stands around it. Escapes are undone, and what programs fold into or add to an address that they
 * show or send is taken out. What then still stands behind the code is left to whoever knows how
 * long the code is. Undefined where the text has no such code. Takes time in proportion to the
 * text.
 */
export function linkCodeIn(text: string): LinkCode | undefined {
  const seen = unescaped(text).replace(unseen, '');
  const start = Math.max(0, seen.indexOf('#'));
  const plain = (seen.slice(0, start) + seen.slice(start).replace(addedQuery, '')).replace(folds, '');
  const match = /#(\d{1,9})\.(.*)$/s.exec(plain) ?? /^[^\w#]{0,9}(\d{1,9})\.(.*)$/s.exec(plain);
  return match === null ? undefined : { version: Number(match[1]), rest: match[2] ?? '' };
}

function unescaped(text: string): string {
  let plain = text;
  for (let round = 0; round < rounds && plain.includes('%'); round += 1) plain = plain.replace(escapes, bytesOf);
  return plain;
}

/** The text of escaped bytes in UTF-8; what is none becomes a replacement character. */
function bytesOf(escaped: string): string {
  const bytes = Uint8Array.from(escaped.slice(1).split('%'), (digits) => Number.parseInt(digits, 16));
  // A byte order mark is left for the caller to take out like any other character that nobody sees.
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
}
