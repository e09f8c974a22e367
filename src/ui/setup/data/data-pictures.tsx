import { useEffect, useRef } from 'react';
import { imageShape } from '../../../experiment/context';
import { useApp } from '../../common/app-store';
import { rgba } from '../../common/pixels';
import styles from './data-section.module.css';

const places = [0, 1, 2, 3, 4, 5];
/** How many canvas pixels a pixel of the image becomes, in each direction. */
const scale = 2;

/** A few test images of the data set, once they are loaded; their places are kept free until then. Nothing for data without images. */
export function DataPictures() {
  const shape = useApp((state) => imageShape(state.document.experiment).join(' '));
  const images = useApp(({ document, session }) =>
    session.running?.data.dataset === document.experiment.data.dataset ? session.predictions?.images : undefined,
  );
  if (shape === '') return undefined;
  return (
    <span aria-hidden className={styles['pictures']}>
      {places.map((place) => (
        <SmallPicture key={place} shape={shape} pixels={images?.[place]?.pixels} />
      ))}
    </span>
  );
}

/** @param shape "height width channels" */
function SmallPicture({ shape, pixels }: { readonly shape: string; readonly pixels: ArrayLike<number> | undefined }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const [height = 0, width = 0, channels = 1] = shape.split(' ').map(Number);
  useEffect(() => {
    const context = canvas.current?.getContext('2d');
    if (context === undefined || context === null) return;
    if (pixels === undefined || pixels.length !== height * width * channels) context.clearRect(0, 0, width * scale, height * scale);
    else context.putImageData(new ImageData(rgba(pixels, height, width, channels, 1, scale), width * scale, height * scale), 0, 0);
  }, [pixels, height, width, channels]);
  return <canvas ref={canvas} width={width * scale} height={height * scale} />;
}
