import { lazy, useMemo, useState } from 'react';
import { extentOfLines, valuesAt, type ChartData } from '../../../state/charts/chart-data';
import type { MarkGroup } from '../../../state/charts/chart-marks';
import { HelpTerm } from '../../widgets/popups/help';
import type { HelpText } from '../../widgets/popups/use-help';
import { Late } from '../../widgets/late';
import { axisText } from '../../common/texts/metric-text';
import { useText } from '../../common/texts/use-text';
import { ChartBoundary } from '../../charts/chart-boundary';
import { ChartHover } from './chart-hover';
import { heightForNames, placeMarks, plotOf, stepAt, xAt } from '../../charts/chart-layout';
import { fitScale, growScale, startScale, stepTicks, tickDigits, type ScaleRule } from '../../charts/chart-scale';
import { markText, valueText, type ChartKind } from './chart-text';
import { lineNames, newestStep } from './line-names';
import { ValuesTable } from './values-table';
import { useHoveredStep } from './use-hovered-step';
import { useLiveData } from './use-live-data';
import { useSize } from '../../charts/use-size';
import styles from './live-chart.module.css';

const LineChartView = lazy(() => import('./line-chart'));

interface LiveChartProps {
  readonly kind: ChartKind;
  readonly title: string;
  readonly help: HelpText;
  readonly rule: ScaleRule;
  /** Makes the data of the moment; must keep its identity while it means the same. */
  readonly make: () => ChartData;
  /** Names and colours of the tasks, in the order of the run's tasks, and names by id. */
  readonly names: readonly string[];
  readonly colours: readonly number[];
  readonly namesById: ReadonlyMap<string, string>;
  readonly marks: readonly MarkGroup[];
  /** The last step of the axis. */
  readonly planned: number;
  /** Counts the requests to fit the scale to the data. */
  readonly fits: number;
  /** Said instead of lines when there is nothing to draw. */
  readonly empty: string;
}

/**
 * A chart that follows a run: it keeps its scale until outgrown, names its lines at their ends and
 * tells values on hover.
 */
export function LiveChart(props: LiveChartProps) {
  const { kind, title, help, rule, make, names, colours, namesById, marks, planned, fits, empty } = props;
  const texts = useText();
  const { t, format } = texts;
  const data = useLiveData(make);
  const [box, { width, height }] = useSize<HTMLDivElement>();
  const extent = useMemo(() => extentOfLines(data), [data]);
  const [axis, setAxis] = useState(() => ({ scale: startScale(rule), fits }));
  const scale = axis.fits === fits ? growScale(axis.scale, extent, rule) : fitScale(extent, rule);
  if (scale !== axis.scale || fits !== axis.fits) setAxis({ scale, fits });

  const plot = useMemo(() => plotOf(width, height), [width, height]);
  const digits = tickDigits(scale);
  const formatValue = useMemo(() => axisText(format, kind, digits), [format, kind, digits]);
  const ticks = useMemo(() => stepTicks(planned, Math.max(1, Math.floor((plot.right - plot.left) / 60))), [planned, plot]);
  const labels = useMemo(() => lineNames(data, texts, names, { plot, planned, scale }), [data, texts, names, plot, planned, scale]);
  const drawnMarks = useMemo(() => {
    const textOf = (group: MarkGroup, short: boolean) => markText(texts, namesById, group, short);
    const placed = marks.map((group) => ({ x: xAt(plot, planned, group.step), text: textOf(group, false), short: textOf(group, true) }));
    const labelled = placeMarks(placed, plot.width);
    return marks.map(({ step }, index) => ({ step, label: labelled[index] }));
  }, [marks, plot, planned, texts, namesById]);

  const [hovered, hovering] = useHoveredStep(box, (x) => {
    // Beyond what was measured there is nothing to tell: stay at the newest point.
    const newest = newestStep(data.lines.filter(({ role }) => role !== 'before'));
    return newest > 0 ? Math.min(newest, stepAt(plot, planned, x)) : undefined;
  });
  const tasks = names.length;
  const lines = kind === 'cosine' || kind === 'similarity' ? (tasks * (tasks - 1)) / 2 : tasks + 1;
  const drawnTo = newestStep(data.lines.filter(({ role }) => role === 'train' || role === 'length'));

  return (
    <figure className={styles['figure']} data-testid={`chart-${kind}`} data-drawn-to={drawnTo}>
      <figcaption className={styles['caption']}>
        <HelpTerm text={help} className={styles['title']}>
          {title}
        </HelpTerm>
      </figcaption>
      <div ref={box} className={styles['plot']} style={{ minHeight: heightForNames(lines) }} {...hovering}>
        {width === 0 || height === 0 ? undefined : (
          <ChartBoundary fallback={<p className={styles['note']}>{t('curves.loadFailed')}</p>}>
            <Late fallback={<p className={styles['note']}>{t('curves.loading')}</p>}>
              <div aria-hidden className={styles['drawing']}>
                <LineChartView
                  plot={plot}
                  lines={data.lines}
                  fullTests={data.fullTests}
                  labels={labels}
                  colours={colours}
                  marks={drawnMarks}
                  planned={planned}
                  stepTicks={ticks}
                  formatStep={format.integer}
                  scale={scale}
                  formatValue={formatValue}
                />
              </div>
              {data.lines.length === 0 ? <p className={styles['note']}>{empty}</p> : undefined}
            </Late>
          </ChartBoundary>
        )}
        {hovered === undefined ? undefined : (
          <ChartHover
            kind={kind}
            plot={plot}
            x={xAt(plot, planned, hovered)}
            step={hovered}
            values={valuesAt(data, hovered)}
            fullTests={data.fullTests}
            names={names}
            colours={colours}
            namesById={namesById}
            marks={marks.filter(({ step }) => Math.abs(xAt(plot, planned, step) - xAt(plot, planned, hovered)) < 5)}
          />
        )}
      </div>
      <ValuesTable title={title} data={data} names={names} text={(value) => valueText(texts, kind, value)} />
    </figure>
  );
}
