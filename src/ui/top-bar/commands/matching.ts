/**
 * Those whose label has every word that was typed, in any order and case; first those that begin
 * with the first word, apart from that as they were. With nothing typed all of them.
 */
export function matching<Named extends { readonly label: string }>(commands: readonly Named[], typed: string): readonly Named[] {
  const words = typed.toLowerCase().split(/\s+/).filter((word) => word !== '');
  const found = commands.filter(({ label }) => words.every((word) => label.toLowerCase().includes(word)));
  const begins = ({ label }: Named) => label.toLowerCase().startsWith(words[0] ?? '');
  return [...found.filter(begins), ...found.filter((one) => !begins(one))];
}
