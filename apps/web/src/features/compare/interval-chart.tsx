import type { Estimate } from '@assay/contracts';
import { scaleLinear } from 'd3-scale';
import { classNames } from '../../components/class-names.js';
import { oneDecimal } from './numbers.js';

const levels = [1, 2, 3, 4] as const;

interface IntervalChartProps {
  estimate: Estimate;
  width: number;
  height: number;
  /** Space left and right of the scale. */
  padding: number;
  /** The level of the senior bar. */
  bar: number;
  /** The focus of the view is solid accent, context is grey. */
  focus: boolean;
  /** Names the picture; without it the picture is decoration of a named button. */
  label?: string;
  /** Write the score below the dot. */
  withScore?: boolean;
}

/** A dot with its likely range on the whole scale 1–4; open and without a range where it cannot be told yet. */
export function IntervalChart({ estimate, width, height, padding, bar, focus, label, withScore = false }: IntervalChartProps) {
  const x = scaleLinear([1, 4], [padding, width - padding]);
  const y = withScore ? height * 0.38 : height / 2;
  const { score, low, high } = estimate;
  return (
    <svg
      className="chart"
      width={width}
      height={height}
      viewBox={`0 0 ${String(width)} ${String(height)}`}
      {...(label === undefined ? { 'aria-hidden': true } : { role: 'img', 'aria-label': label })}
    >
      {levels.map((level) => (
        <line key={level} className={level === bar ? 'bar' : 'gl'} x1={x(level)} x2={x(level)} y1={0} y2={height} />
      ))}
      {low !== null && high !== null && <line className={focus ? 'ci' : 'ci2'} x1={x(low)} x2={x(high)} y1={y} y2={y} />}
      {score !== null && (
        <circle className={classNames(low === null ? 'open' : focus ? 'pt' : 'pt2')} cx={x(score)} cy={y} r={focus ? 6 : 4.5} />
      )}
      {withScore && score !== null && (
        <text className="sc" x={x(score)} y={height * 0.8} textAnchor="middle">
          {oneDecimal(score)}
        </text>
      )}
    </svg>
  );
}

/** Where the numbers of the scale stand above a chart of the same width and padding. */
export function ScaleHead({ width, padding }: { width: number; padding: number }) {
  const x = scaleLinear([1, 4], [padding, width - padding]);
  return (
    <svg className="chart" width={width} height={16} aria-hidden="true">
      {levels.map((level) => (
        <text key={level} x={x(level)} y={12} textAnchor="middle">
          {level}
        </text>
      ))}
    </svg>
  );
}
