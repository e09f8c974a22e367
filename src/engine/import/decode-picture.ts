import type { DecodePicture } from '../../data/import/pictures/picture';

/** Pixels that a picture keeps before it is resized to that of the data set: more are of no use there. */
const usefulPixels = 1e6;

/**
 * Decodes a picture as the browser does: upright, the first image of an animated one, whatever its
 * colours and depth as red, green and blue of 8 bits. Large ones are made smaller.
 */
export const decodePicture: DecodePicture = async (bytes) => {
  try {
    const bitmap = await createImageBitmap(new Blob([new Uint8Array(bytes)]), { premultiplyAlpha: 'none', colorSpaceConversion: 'none' });
    const natural = { height: bitmap.height, width: bitmap.width };
    const scale = Math.min(1, Math.sqrt(usefulPixels / (natural.height * natural.width)));
    const [height, width] = [Math.max(1, Math.round(natural.height * scale)), Math.max(1, Math.round(natural.width * scale))];
    const context = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true });
    if (context === null) return undefined;
    context.imageSmoothingQuality = 'high';
    context.drawImage(bitmap, 0, 0, width, height);
    bitmap.close();
    const { data } = context.getImageData(0, 0, width, height);
    return { height, width, channels: 4, data: new Uint8Array(data.buffer), natural };
  } catch {
    return undefined;
  }
};
