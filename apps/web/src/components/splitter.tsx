import type { KeyboardEvent, PointerEvent } from 'react';
import { useCallback, useRef, useState } from 'react';

export interface Split {
  /** Share of the whole in percent. */
  percent: number;
  setPercent: (percent: number) => void;
  min: number;
  max: number;
}

export interface SplitOptions {
  /** Where the size is kept for this person. */
  store: string;
  initial: number;
  /** Limits in percent. */
  min?: number;
  max?: number;
}

/** The size of one side of a separator, kept per person. */
export function useSplit({ store, initial, min = 15, max = 80 }: SplitOptions): Split {
  const key = `assay-split-${store}`;
  const [percent, setState] = useState(() => {
    const kept = Number(localStorage.getItem(key) ?? Number.NaN);
    return kept >= min && kept <= max ? kept : initial;
  });
  const setPercent = useCallback(
    (wanted: number) => {
      const allowed = Math.min(max, Math.max(min, wanted));
      localStorage.setItem(key, String(allowed));
      setState(allowed);
    },
    [key, min, max],
  );
  return { percent, setPercent, min, max };
}

export interface SplitterProps {
  split: Split;
  /** What it sizes: "Width of the task". */
  label: string;
  /** `vertical` stands between left and right. */
  orientation: 'vertical' | 'horizontal';
  /** True when the sized side lies after the separator (right or below). */
  after?: boolean;
}

const stepPx = 16;

/** A separator that can be dragged, and moved with the arrow keys by 16 px; Home and End go to the limits. */
export function Splitter({ split, label, orientation, after = false }: SplitterProps) {
  const line = useRef<HTMLDivElement>(null);
  const vertical = orientation === 'vertical';
  const direction = after ? -1 : 1;

  const extent = (): { start: number; length: number } => {
    const box = line.current?.parentElement?.getBoundingClientRect();
    return vertical ? { start: box?.left ?? 0, length: box?.width ?? 1 } : { start: box?.top ?? 0, length: box?.height ?? 1 };
  };
  const drag = (event: PointerEvent): void => {
    if (!event.currentTarget.hasPointerCapture(event.pointerId)) {
      return;
    }
    const { start, length } = extent();
    const share = (((vertical ? event.clientX : event.clientY) - start) / length) * 100;
    split.setPercent(after ? 100 - share : share);
  };
  const press = (event: KeyboardEvent): void => {
    const step = (stepPx / extent().length) * 100 * direction;
    const moves: Record<string, number | undefined> = {
      [vertical ? 'ArrowLeft' : 'ArrowUp']: split.percent - step,
      [vertical ? 'ArrowRight' : 'ArrowDown']: split.percent + step,
      Home: after ? split.max : split.min,
      End: after ? split.min : split.max,
    };
    const wanted = moves[event.key];
    if (wanted !== undefined) {
      event.preventDefault();
      split.setPercent(wanted);
    }
  };

  return (
    <div
      ref={line}
      className={vertical ? 'split v' : 'split h'}
      role="separator"
      aria-orientation={orientation}
      aria-label={label}
      aria-valuenow={Math.round(split.percent)}
      aria-valuemin={split.min}
      aria-valuemax={split.max}
      tabIndex={0}
      onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
      onPointerMove={drag}
      onKeyDown={press}
    />
  );
}
