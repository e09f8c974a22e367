import { useEffect, useId, useState, type ReactNode } from 'react';
import { usualSides, type ImportChoices } from '../../../../data/import/choices';
import type { Proposal } from '../../../../data/import/proposal';
import { limits } from '../../../../experiment/limits';
import { freeBytes } from '../../../../state/imports/kept-sets';
import type { ImportState } from '../../../../state/imports/importer';
import { useText } from '../../../common/texts/use-text';
import { Button } from '../../../widgets/button';
import { NumberField } from '../../../widgets/number-field';
import { Select } from '../../../widgets/select';
import { FieldsTable } from './fields-table';
import { PreviewGrid } from './preview-grid';
import styles from './importing.module.css';

interface DecideProps {
  readonly proposal: Proposal;
  readonly choices: ImportChoices;
  readonly preview: ImportState['preview'];
  readonly onChoose: (change: Partial<ImportChoices>) => void;
  readonly onAccept: () => void;
  readonly onBack: () => void;
  /** What it says to go back to. */
  readonly back: string;
}

/** What was found in files, and what becomes of it; nothing is changed before it is accepted. */
export function Decide({ proposal, choices, preview, onChoose, onAccept, onBack, back }: DecideProps) {
  const { t, code, format } = useText();
  const free = useFreeBytes();
  const { expected } = preview ?? {};
  const [height, width] = preview?.choices.size ?? choices.size;
  const leftOut = expected === undefined || expected.leftOut === 0 ? [] : [{ code: 'left-out', params: { count: expected.leftOut, most: limits.images[1] } }];
  const shown = (params: Readonly<Record<string, string | number>>) =>
    Object.fromEntries(Object.entries(params).map(([name, value]) => [name, typeof value === 'number' ? format.integer(value) : value] as const));
  return (
    <form
      className={styles['form']}
      onSubmit={(event) => {
        event.preventDefault();
        onAccept();
      }}
    >
      <p className={styles['lead']}>{t('importing.found', { format: t(`importing.format.${proposal.format}`), rows: format.integer(proposal.rows) })}</p>
      {[...proposal.notes, ...leftOut].map((note) => (
        <p key={JSON.stringify(note)} className={styles['soft']}>
          {code('importing', `note.${note.code}`, shown(note.params))}
        </p>
      ))}
      {preview === undefined ? undefined : <PreviewGrid examples={preview.examples} shape={[height, width, preview.choices.channels]} />}
      <Line label={t('importing.name')}>
        {(id) => <input id={id} maxLength={limits.name} autoComplete="off" spellCheck={false} value={choices.name} onChange={(event) => onChoose({ name: event.target.value })} />}
      </Line>
      <FieldsTable columns={proposal.columns} choices={choices} onChoose={onChoose} />
      {proposal.input === 'numbers' ? undefined : <ImageChoices proposal={proposal} choices={choices} onChoose={onChoose} />}
      {proposal.isSplit ? (
        <p className={styles['soft']}>{t('importing.split.given')}</p>
      ) : (
        <>
          <Line label={t('importing.testShare')}>
            {(id) => (
              <Select
                id={id}
                value={String(choices.testShare)}
                options={[...new Set([0.1, 0.2, 0.3, 0.5, choices.testShare])].toSorted().map((share) => ({ value: String(share), label: format.percent(share) }))}
                onChange={(share) => onChoose({ testShare: Number(share) })}
              />
            )}
          </Line>
          <Line label={t('importing.seed')}>
            {(id) => <NumberField id={id} value={choices.seed} range={{ min: 0, max: limits.seed[1], integer: true, step: 1 }} show={String} onCommit={(seed) => onChoose({ seed })} />}
          </Line>
        </>
      )}
      <p role="status" className={styles['status']}>
        {[
          expected === undefined ? '' : t('importing.split', { train: format.integer(expected.train), test: format.integer(expected.test), bytes: format.bytes(expected.bytes) }),
          free === undefined ? '' : t('importing.room', { bytes: format.bytes(free) }),
        ]
          .filter((part) => part !== '')
          .join(' · ')}
      </p>
      <div className={styles['end']}>
        <Button onClick={onBack}>{back}</Button>
        <Button type="submit" look="primary">
          {t('importing.accept')}
        </Button>
      </div>
    </form>
  );
}

/** How large images become, and what is made of other proportions. */
function ImageChoices({ proposal, choices, onChoose }: Pick<DecideProps, 'proposal' | 'choices' | 'onChoose'>) {
  const { t } = useText();
  const { size, channels, fit, mirrors } = choices;
  const sizes = [size, ...usualSides.map((side) => [side, side] as const)].filter(([height, width], place, all) => all.findIndex((other) => other[0] === height && other[1] === width) === place);
  const boxes = proposal.columns.find(({ kinds }) => kinds.includes('box'));
  const mirrored = useId();
  return (
    <>
      <Line label={t('importing.size')}>
        {(id) => (
          <Select
            id={id}
            value={size.join(' ')}
            options={sizes.toSorted(([one], [other]) => one - other).map(([height, width]) => ({ value: `${height} ${width}`, label: t('importing.pixels', { height, width }) }))}
            onChange={(value) => {
              const [height = 1, width = 1] = value.split(' ').map(Number);
              onChoose({ size: [height, width] });
            }}
          />
        )}
      </Line>
      <Line label={t('importing.channels')}>
        {(id) => (
          <Select
            id={id}
            value={channels === 1 ? 'grey' : 'colour'}
            options={(['grey', 'colour'] as const).map((value) => ({ value, label: t(`importing.${value}`) }))}
            onChange={(value) => onChoose({ channels: value === 'grey' ? 1 : 3 })}
          />
        )}
      </Line>
      {proposal.input === 'pictures' ? (
        <Line label={t('importing.fit')}>
          {(id) => <Select id={id} value={fit} options={(['crop', 'stretch'] as const).map((value) => ({ value, label: t(`importing.fit.${value}`) }))} onChange={(value) => onChoose({ fit: value })} />}
        </Line>
      ) : undefined}
      {boxes === undefined ? undefined : (
        <Line label={t('importing.boxClass')}>
          {(id) => (
            <Select
              id={id}
              value={String(choices.boxClass ?? '')}
              options={[{ value: '', label: t('importing.anyClass') }, ...boxes.classes.map(({ name }, index) => ({ value: String(index), label: name }))]}
              onChange={(value) => onChoose({ boxClass: value === '' ? undefined : Number(value) })}
            />
          )}
        </Line>
      )}
      <label className={styles['tick']} htmlFor={mirrored}>
        <input id={mirrored} type="checkbox" checked={mirrors} onChange={(event) => onChoose({ mirrors: event.target.checked })} />
        {t('importing.mirrors')}
      </label>
    </>
  );
}

/** A labelled control in one row. */
function Line({ label, children }: { readonly label: string; readonly children: (id: string) => ReactNode }) {
  const id = useId();
  return (
    <div className={styles['line']}>
      <label htmlFor={id}>{label}</label>
      {children(id)}
    </div>
  );
}

function useFreeBytes(): number | undefined {
  const [free, setFree] = useState<number>();
  useEffect(() => {
    let wanted = true;
    void freeBytes().then((bytes) => {
      if (wanted) setFree(bytes);
    });
    return () => {
      wanted = false;
    };
  }, []);
  return free;
}
