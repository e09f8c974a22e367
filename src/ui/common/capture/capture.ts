/** Where a picture can be made in the page. */
export const captureSources = ['pad', 'camera'] as const;
export type CaptureSource = (typeof captureSources)[number];

/** What takes pictures out of the pad or the camera. */
export interface Capture {
  /** What is there now as a picture file; undefined for an empty pad, or while the camera shows nothing. */
  readonly take: () => Promise<File | undefined>;
  /** Empties the pad; nothing with the camera. */
  readonly clear: () => void;
}

let last: CaptureSource = 'pad';

/** Where pictures were made last on this page. */
export function lastSource(): CaptureSource {
  return last;
}

/** Notes where pictures are made. */
export function rememberSource(source: CaptureSource): void {
  last = source;
}

/** What a canvas shows as a PNG file of that name; undefined where the browser refuses. */
export async function pictureOf(canvas: HTMLCanvasElement, name: string): Promise<File | undefined> {
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'));
  return blob === null ? undefined : new File([blob], `${name}.png`, { type: 'image/png' });
}
