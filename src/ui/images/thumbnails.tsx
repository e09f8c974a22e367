import { useRef, type KeyboardEvent } from 'react';
import { useApp } from '../common/app-store';
import { useText } from '../common/texts/use-text';
import { OwnButton } from './own/own-button';
import { Picture } from '../common/answers/picture';
import { ThumbnailMarks } from './thumbnail-marks';
import { overlaysOf } from '../common/answers/overlays';
import type { Answers } from './use-answers';
import { verdictSentence } from '../common/answers/verdict-text';
import styles from './thumbnails.module.css';

const places = [0, 1, 2, 3, 4, 5, 6, 7];

/**
 * The eight test images, one of which is chosen: by click or touch, or with the arrow keys. Each is
 * read out with what every task says to it. Behind them one may try a picture of one's own.
 */
export function Thumbnails({ answers, onChoose }: { readonly answers: Answers; readonly onChoose: (place: number) => void }) {
  const texts = useText();
  const { t, format } = texts;
  const chosen = useApp((state) => state.view.example);
  const group = useRef<HTMLDivElement>(null);
  const move = (event: KeyboardEvent) => {
    const to = { ArrowRight: chosen + 1, ArrowDown: chosen + 1, ArrowLeft: chosen - 1, ArrowUp: chosen - 1, Home: 0, End: places.length - 1 }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    const place = (to + places.length) % places.length;
    onChoose(place);
    group.current?.querySelectorAll<HTMLElement>('[role="radio"]')[place]?.focus();
  };
  return (
    <div className={styles['line']}>
      <div ref={group} role="radiogroup" aria-label={t('predictions.examples')} className={styles['thumbnails']} onKeyDown={move}>
        {places.map((place) => {
          const said = answers.answersAt(place);
          const name = t('predictions.image', { number: format.integer(place + 1) });
          const sentences = said.flatMap((answer) => verdictSentence(texts, answer) ?? []);
          return (
            <button
              key={place}
              type="button"
              role="radio"
              aria-checked={place === chosen}
              aria-label={[name, ...sentences].join('. ')}
              title={[name, ...sentences].join('\n')}
              tabIndex={place === chosen ? 0 : -1}
              className={styles['thumbnail']}
              onClick={() => onChoose(place)}
            >
              <Picture shape={answers.image} pixels={answers.pixelsAt(place)} factor={1} overlays={overlaysOf(said)} />
              <ThumbnailMarks answers={said} />
            </button>
          );
        })}
      </div>
      <OwnButton />
    </div>
  );
}
