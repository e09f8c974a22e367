import { useRef, useState, type KeyboardEvent } from 'react';
import { ChevronLeft, ChevronRight } from 'lucide-react';
import { useApp } from '../../common/app-store';
import { useText } from '../../common/texts/use-text';
import { Button } from '../../widgets/button';
import { Select } from '../../widgets/select';
import type { Filter, Order, OutcomeTask } from '../filters';
import { filterText } from '../filter-text';
import type { ShownOutcomes } from '../use-outcomes';
import { Card } from './card';
import { Enlarged } from './enlarged';
import styles from './gallery.module.css';
import { usePictures } from './use-pictures';

/** Images on a page: their pictures are asked for together. */
const pageSize = 24;

interface GalleryProps {
  readonly shown: Extract<ShownOutcomes, { kind: 'known' }>;
  readonly filter: Filter;
  /** All that pass it, in their order. */
  readonly images: readonly number[];
  readonly order: Order;
  readonly onOrder: (order: Order) => void;
  readonly onShowAll: () => void;
  readonly page: number;
  readonly onPage: (page: number) => void;
}

/** A page of test images; arrow keys go from one to another, Enter opens one large. */
export function Gallery({ shown, filter, images, order, onOrder, onShowAll, page, onPage }: GalleryProps) {
  const texts = useText();
  const { t, format } = texts;
  const { measured, tasks, image: shape } = shown;
  const list = useRef<HTMLUListElement>(null);
  const [opened, open] = useState<number>();
  const pages = Math.max(1, Math.ceil(images.length / pageSize));
  const at = Math.min(page, pages - 1);
  const onPageNow = images.slice(at * pageSize, (at + 1) * pageSize);
  const asked = opened === undefined || onPageNow.includes(opened) ? onPageNow : [...onPageNow, opened];
  const pictures = usePictures(asked, measured);
  // Of other images the first is the one that Tab goes to.
  const pageKey = `${filterText(texts, filter, tasks)} ${at}`;
  const [current, setCurrent] = useState({ pageKey, place: 0 });
  const focused = current.pageKey === pageKey ? Math.min(current.place, onPageNow.length - 1) : 0;
  const move = (event: KeyboardEvent) => {
    const to = { ArrowRight: focused + 1, ArrowLeft: focused - 1, ArrowDown: focused + columnsOf(list.current), ArrowUp: focused - columnsOf(list.current), Home: 0, End: onPageNow.length - 1 }[event.key];
    if (to === undefined || to < 0 || to >= onPageNow.length) return;
    event.preventDefault();
    setCurrent({ pageKey, place: to });
    list.current?.querySelectorAll<HTMLElement>('[data-image]')[to]?.focus();
  };
  const first = at * pageSize + 1;
  return (
    <section className={styles['gallery']} aria-label={t('gallery.images')}>
      <div className={styles['head']}>
        <h3 role="status">
          {filterText(texts, filter, tasks)} <span className={styles['soft']}>{t('gallery.count', { shown: format.integer(images.length), all: format.integer(measured.images) })}</span>
        </h3>
        {filter.kind === 'all' ? undefined : (
          <Button look="quiet" onClick={onShowAll}>
            {t('gallery.showAll')}
          </Button>
        )}
        <OrderSelect tasks={tasks} order={order} onOrder={onOrder} />
      </div>
      {images.length === 0 ? <p className={styles['soft']}>{t('gallery.none')}</p> : undefined}
      <ul ref={list} className={styles['cards']} aria-label={t('gallery.images')}>
        {onPageNow.map((image, place) => (
          <Card key={image} image={image} shape={shape} tasks={tasks} seen={pictures.get(image)} current={place === focused} onOpen={() => open(image)} onKeyDown={move} />
        ))}
      </ul>
      <div className={styles['foot']}>
        {pages === 1 ? undefined : (
          <span className={styles['pages']}>
            <Button square aria-label={t('gallery.previous')} disabled={at === 0} onClick={() => onPage(at - 1)}>
              <ChevronLeft size={16} aria-hidden />
            </Button>
            {t('gallery.page', { first: format.integer(first), last: format.integer(first + onPageNow.length - 1), all: format.integer(images.length) })}
            <Button square aria-label={t('gallery.next')} disabled={at === pages - 1} onClick={() => onPage(at + 1)}>
              <ChevronRight size={16} aria-hidden />
            </Button>
          </span>
        )}
        <Freshness shown={shown} />
      </div>
      {opened === undefined ? undefined : <Enlarged image={opened} shape={shape} tasks={tasks} seen={pictures.get(opened)} onClose={() => open(undefined)} />}
    </section>
  );
}

/** What the figures are of, and whether there are newer ones to come. */
function Freshness({ shown: { measured } }: Pick<GalleryProps, 'shown'>) {
  const { t, format } = useText();
  const step = useApp((state) => (state.session.step === measured.steps[1] ? undefined : state.session.step));
  const [first, last] = measured.steps;
  const images = format.integer(measured.images);
  return (
    <span className={styles['soft']}>
      {first === last ? t('gallery.at.one', { images, step: format.integer(last) }) : t('gallery.at.several', { images, first: format.integer(first), last: format.integer(last) })}
      {step === undefined ? '' : ` ${t('gallery.stale', { step: format.integer(step) })}`}
    </span>
  );
}

function OrderSelect({ tasks, order, onOrder }: { readonly tasks: readonly OutcomeTask[]; readonly order: Order; readonly onOrder: (order: Order) => void }) {
  const { t } = useText();
  const confident = tasks.some(({ outcomes }) => outcomes.confidences.some((value) => !Number.isNaN(value)));
  const orders: readonly Order[] = [...tasks.map(({ index }): Order => ({ kind: 'loss', task: index })), ...(confident ? [{ kind: 'confidence' } as const] : []), { kind: 'test' }];
  const options = orders.map((one) => ({ value: valueOf(one), label: t(`gallery.order.${one.kind}`, { task: one.kind === 'loss' ? (tasks[one.task]?.name ?? '') : '' }) }));
  return (
    <label className={styles['order']}>
      <span className={styles['soft']}>{t('gallery.order')}</span>
      <Select
        label={t('gallery.order')}
        value={valueOf(order)}
        options={options}
        onChange={(value) => {
          const chosen = orders.find((one) => valueOf(one) === value);
          if (chosen !== undefined) onOrder(chosen);
        }}
      />
    </label>
  );
}

function valueOf(order: Order): string {
  return order.kind === 'loss' ? `loss ${order.task}` : order.kind;
}

/** How many cards stand side by side. */
function columnsOf(list: HTMLUListElement | null): number {
  return list === null ? 1 : getComputedStyle(list).gridTemplateColumns.split(' ').length;
}
