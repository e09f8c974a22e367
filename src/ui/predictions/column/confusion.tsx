import { useMemo, useState } from 'react';
import { classScores } from '../../../domain/metrics/confusion';
import { confusionOf } from '../../../domain/metrics/outcomes/right-answers';
import { className } from '../../common/tasks/task-names';
import { useText } from '../../common/texts/use-text';
import { Disclosure } from '../../widgets/disclosure';
import { HelpTerm } from '../../widgets/popups/help';
import table from '../../widgets/data-table.module.css';
import { sameFilter, type Filter, type OutcomeTask } from '../filters';
import { countedText } from '../filter-text';
import styles from './column.module.css';

/** From so many classes on a square of them says nothing any more: what is confused the most is listed. */
const mostInSquare = 26;

/** Confusions that are listed. */
const listed = 20;

interface ConfusionProps {
  readonly task: OutcomeTask;
  readonly tasks: readonly OutcomeTask[];
  readonly filter: Filter;
  readonly onFilter: (filter: Filter) => void;
}

/** What was answered to the images of each class, as a square of numbers that show their images, and scores per class. */
export function Confusion({ task, tasks, filter, onFilter }: ConfusionProps) {
  const { t, format, language } = useText();
  const [byShare, setByShare] = useState(false);
  const size = task.target.classes.length;
  const counts = useMemo(() => confusionOf(task.target, task.outcomes), [task]);
  const scores = useMemo(() => classScores(counts, size), [counts, size]);
  const names = task.target.classes.map((name) => className(name, language));
  const all = counts.reduce((sum, count) => sum + count, 0);
  const right = names.reduce((sum, _, index) => sum + (counts[index * size + index] ?? 0), 0);
  const cells = { task, tasks, filter, onFilter, counts, size };
  return (
    <>
      <p className={styles['figure']}>{t('gallery.accuracy', { accuracy: format.percent(right / all), right: format.integer(right), all: format.integer(all) })}</p>
      {size > mostInSquare ? (
        <ConfusedPairs {...cells} names={names} />
      ) : (
        <>
          <div className={table['scroll']}>
            <table className={styles['matrix']} aria-label={`${t('gallery.confusion')}: ${task.name}`}>
              <thead>
                <tr>
                  <td />
                  {names.map((name, answer) => (
                    <th key={name} scope="col">
                      <Cell {...cells} of={{ answer }} count={scores[answer]?.isPredicted ?? 0} text={name} />
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {names.map((name, truth) => (
                  <tr key={name}>
                    <th scope="row">
                      <Cell {...cells} of={{ truth }} count={scores[truth]?.isTrue ?? 0} text={name} />
                    </th>
                    {names.map((other, answer) => {
                      const count = counts[truth * size + answer] ?? 0;
                      const share = count / (scores[truth]?.isTrue ?? 0);
                      const text = byShare ? format.fixed(100 * share, 0) : format.integer(count);
                      return (
                        <td key={other} data-right={truth === answer} style={{ background: `color-mix(in srgb, var(--ink) ${shade(share)}%, transparent)` }}>
                          {count === 0 ? <span className={styles['nothing']}>0</span> : <Cell {...cells} of={{ truth, answer }} count={count} text={text} />}
                        </td>
                      );
                    })}
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
          <div role="group" aria-label={t('gallery.by')} className={styles['by']}>
            <button type="button" aria-pressed={!byShare} className={styles['filter']} onClick={() => setByShare(false)}>
              {t('gallery.byCount')}
            </button>
            <button type="button" aria-pressed={byShare} className={styles['filter']} onClick={() => setByShare(true)}>
              {t('gallery.byShare')} (%)
            </button>
          </div>
          <p className={styles['soft']}>{t('gallery.confusion.about')} {byShare ? t('gallery.confusion.share') : ''}</p>
        </>
      )}
      <Disclosure name="predictions per class" label={t('gallery.perClass')}>
        <div className={table['scroll']}>
          <table className={table['table']} aria-label={`${t('gallery.perClass')}: ${task.name}`}>
            <thead>
              <tr>
                <th scope="col">{t('gallery.truth')}</th>
                {(['precision', 'recall', 'f1'] as const).map((score) => (
                  <th key={score} scope="col">
                    <HelpTerm text={{ english: undefined, about: t(`gallery.${score}.about`) }}>{t(`gallery.${score}`)}</HelpTerm>
                  </th>
                ))}
                <th scope="col">{t('gallery.support')}</th>
              </tr>
            </thead>
            <tbody>
              {scores.map((own, index) => (
                <tr key={names[index]}>
                  <th scope="row">{names[index]}</th>
                  <td>{format.percent(own.precision)}</td>
                  <td>{format.percent(own.recall)}</td>
                  <td>{format.percent(own.f1)}</td>
                  <td>{format.integer(own.isTrue)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </Disclosure>
    </>
  );
}

/** How dark a cell is: few errors are to be seen too. */
function shade(share: number): number {
  return share > 0 ? Math.round(4 + 26 * Math.sqrt(share)) : 0;
}

interface CellProps extends ConfusionProps {
  readonly of: { readonly truth?: number; readonly answer?: number };
  readonly count: number;
  readonly text: string;
}

/** A number, or the name of a class, that shows its images. */
function Cell({ task, tasks, filter, onFilter, of, count, text }: CellProps) {
  const texts = useText();
  const own: Filter = { kind: 'class', task: task.index, ...of };
  const name = countedText(texts, own, tasks, count);
  return (
    <button type="button" aria-label={name} title={name} aria-pressed={sameFilter(own, filter)} className={styles['cell']} onClick={() => onFilter(own)}>
      {text}
    </button>
  );
}

interface ConfusedPairsProps extends ConfusionProps {
  readonly counts: Float64Array;
  readonly size: number;
  readonly names: readonly string[];
}

/** The most frequent confusions of many classes. */
function ConfusedPairs({ counts, size, names, ...cell }: ConfusedPairsProps) {
  const { t, format } = useText();
  const pairs = Array.from(counts, (count, place) => ({ count, truth: Math.floor(place / size), answer: place % size }))
    .filter(({ count, truth, answer }) => count > 0 && truth !== answer)
    .sort((one, other) => other.count - one.count)
    .slice(0, listed);
  if (pairs.length === 0) return <p className={styles['soft']}>{t('gallery.noConfusion')}</p>;
  return (
    <>
      <p className={styles['soft']}>{t('gallery.confusion.many', { classes: format.integer(size) })}</p>
      <ul className={styles['pairs']}>
        {pairs.map(({ count, truth, answer }) => (
          <li key={`${truth} ${answer}`}>
            {t('gallery.confused', { truth: names[truth] ?? '', answer: names[answer] ?? '' })}
            <Cell {...cell} of={{ truth, answer }} count={count} text={format.integer(count)} />
          </li>
        ))}
      </ul>
    </>
  );
}
