/** Offers something to the person as a file to keep. */
export function saveFile(name: string, content: Blob): void {
  const url = URL.createObjectURL(content);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // Some browsers read the address only after the click has been handled.
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}

/**
 * A file name made of an experiment's name or of a title: letters, digits and hyphens of any
 * script.
 */
export function fileNameOf(name: string, extension: string): string {
  const stem = name.trim().replace(/[^\p{L}\p{N}]+/gu, '-').replace(/^-+|-+$/g, '').slice(0, 60);
  return `${stem === '' ? 'experiment' : stem}.${extension}`;
}
