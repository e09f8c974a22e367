import { useMemo, useState } from 'react';
import type { SweepAxis } from '../../../experiment/studies/plans';
import type { StudyFault } from '../../../experiment/studies/study-fault';
import { sweepFields } from '../../../experiment/studies/kinds/sweep-fields';
import { useApp } from '../../common/app-store';
import { useText } from '../../common/texts/use-text';
import { NumberChoice, usualValues } from './number-choice';
import type { QuestionFormProps } from './question-form';
import { SweepForm } from './sweep-form';
import { readValues } from './values';

/** What is wrong with a study where one of its values cannot be. */
const valueFaults: readonly StudyFault['code'][] = ['no-values', 'repeated-value', 'value-out-of-range', 'value-not-whole', 'not-runnable'];

/** Which value of any number of the experiment. */
export function SettingForm({ onBegun }: QuestionFormProps) {
  const { t } = useText();
  const experiment = useApp((state) => state.document.experiment);
  const fields = useMemo(() => sweepFields(experiment), [experiment]);
  const [path, setPath] = useState(fields[0]?.path ?? '');
  const [text, setText] = useState(() => (fields[0] === undefined ? '' : usualValues(fields[0])));
  const values = useMemo(() => readValues(text), [text]);
  const axis = useMemo((): SweepAxis | undefined => (values === undefined ? undefined : { kind: 'field', path, values: [...values] }), [path, values]);
  return (
    <SweepForm axis={axis} label={t('compare.setting.start')} onBegun={onBegun}>
      {(size) => (
        <NumberChoice
          fields={fields}
          path={path}
          text={text}
          wrong={values === undefined || (size?.ok === false && valueFaults.includes(size.error.code))}
          onPath={(next) => {
            const field = fields.find((one) => one.path === next);
            setPath(next);
            if (field !== undefined) setText(usualValues(field));
          }}
          onText={setText}
        />
      )}
    </SweepForm>
  );
}
