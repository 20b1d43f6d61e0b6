import type { AlertRule, FormFieldOf } from '@assay/contracts';
import { Status } from '../../../components/tag.js';
import type { SampleSeries } from './sample-series.js';
import { firstFiring, outline } from './sample-series.js';

type Signals = FormFieldOf<'alert'>['signals'];

interface AlertPreviewProps {
  /** Null while the rule is not complete. */
  rule: AlertRule | null;
  samples: readonly SampleSeries[];
  signals: Signals;
}

/** What the rule does on the recordings that the exercise shows; the ones it is graded on are others. */
export function AlertPreview({ rule, samples, signals }: AlertPreviewProps) {
  return (
    <section className="fprev col" aria-label="The rule on the given recordings">
      <h4>On the recordings that you are given</h4>
      {samples.map((sample) => (
        <SampleCard key={sample.path} sample={sample} rule={rule} signals={signals} />
      ))}
    </section>
  );
}

function SampleCard({ sample, rule, signals }: { sample: SampleSeries; rule: AlertRule | null; signals: Signals }) {
  const fired = rule && firstFiring(rule, sample);
  const used = signals.filter(({ id }) => rule === null || rule.all.some(({ signal }) => signal === id));
  return (
    <div className="col g1">
      <p className="row wrap" role="status">
        <span className="mono small">{sample.path}</span>
        {rule !== null &&
          (fired === null ? (
            <Status icon="minus">Stays silent</Status>
          ) : (
            <Status tone="acc" icon="flag">
              Fires first in {minuteName(sample, fired)}
            </Status>
          ))}
      </p>
      {used.map((signal) => (
        <SeriesPicture key={signal.id} sample={sample} signal={signal} rule={rule} fired={fired} />
      ))}
    </div>
  );
}

function minuteName({ times }: SampleSeries, minute: number): string {
  const time = times?.[minute];
  return time === undefined ? `minute ${String(minute)}` : `minute ${String(minute)}, ${time}`;
}

const [width, height, buckets] = [600, 56, 300];

interface SeriesPictureProps {
  sample: SampleSeries;
  signal: Signals[number];
  rule: AlertRule | null;
  fired: number | null;
}

function SeriesPicture({ sample, signal, rule, fired }: SeriesPictureProps) {
  const values = sample.signals.get(signal.id) ?? [];
  const stretches = outline(values, buckets);
  const limits = rule?.all.filter((condition) => condition.signal === signal.id).map(({ value }) => value) ?? [];
  const low = Math.min(0, ...limits, ...stretches.map((one) => one.low));
  const high = Math.max(...limits, ...stretches.map((one) => one.high), low + Number.EPSILON);
  const x = (at: number): number => (at / Math.max(1, stretches.length - 1)) * width;
  const y = (value: number): number => height - 2 - ((value - low) / (high - low)) * (height - 4);
  const top = stretches.map((one, at) => `${x(at).toFixed(1)},${y(one.high).toFixed(1)}`);
  const bottom = stretches.map((one, at) => `${x(at).toFixed(1)},${y(one.low).toFixed(1)}`).reverse();
  const lowest = Math.min(...stretches.map((one) => one.low));
  const highest = Math.max(...stretches.map((one) => one.high));
  const unit = signal.unit ? ` ${signal.unit}` : '';
  const firing = fired === null ? '' : `; the rule fires first in minute ${String(fired)}`;
  const sentence = `${signal.label}: ${String(values.length)} minutes between ${short(lowest)} and ${short(highest)}${unit}${firing}.`;
  return (
    <figure className="fseries">
      <figcaption className="tiny muted">
        {signal.label}, {short(lowest)} to {short(highest)}
        {unit}
      </figcaption>
      <svg viewBox={`0 0 ${String(width)} ${String(height)}`} preserveAspectRatio="none" role="img" aria-label={sentence}>
        <polygon className="area" points={[...top, ...bottom].join(' ')} />
        {limits.map((limit, index) => (
          <line key={index} className="limit" x1={0} x2={width} y1={y(limit)} y2={y(limit)} />
        ))}
        {fired !== null && (
          <line className="fired" x1={(fired / values.length) * width} x2={(fired / values.length) * width} y1={0} y2={height} />
        )}
      </svg>
    </figure>
  );
}

function short(value: number): string {
  return String(Number(value.toPrecision(3)));
}
