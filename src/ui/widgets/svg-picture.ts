/**
 * A drawing that stands alone as a PNG, in so many pixels for one of its own; undefined where the
 * browser gives none.
 * @param ground what is painted below it
 */
export async function svgPicture({ text, width, height }: { readonly text: string; readonly width: number; readonly height: number }, sharpness: number, ground?: string): Promise<Blob | undefined> {
  const image = new Image();
  const url = URL.createObjectURL(new Blob([text], { type: 'image/svg+xml' }));
  try {
    image.src = url;
    await image.decode();
  } finally {
    URL.revokeObjectURL(url);
  }
  const canvas = document.createElement('canvas');
  canvas.width = Math.round(width * sharpness);
  canvas.height = Math.round(height * sharpness);
  const context = canvas.getContext('2d');
  if (context === null) return undefined;
  if (ground !== undefined) {
    context.fillStyle = ground;
    context.fillRect(0, 0, canvas.width, canvas.height);
  }
  context.drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve) => canvas.toBlob((blob) => resolve(blob ?? undefined), 'image/png'));
}
