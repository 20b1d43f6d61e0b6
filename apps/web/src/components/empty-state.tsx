import type { ReactNode } from 'react';
import type { IconName } from './icon.js';
import { Icon } from './icon.js';

export interface EmptyStateProps {
  /** `done` when nothing is left to do, `nothing` when nothing is there yet. */
  kind?: 'done' | 'nothing';
  icon?: IconName;
  /** What is true. */
  title: string;
  /** When it changes. */
  children?: ReactNode;
  /** One useful thing to do. */
  actions?: ReactNode;
}

export function EmptyState({ kind = 'nothing', icon, title, children, actions }: EmptyStateProps) {
  const done = kind === 'done';
  return (
    <div className="emp">
      <svg width="148" height="76" viewBox="0 0 148 76" aria-hidden="true" focusable="false">
        {[8, 29, 50].map((y) => (
          <rect
            key={y}
            x={y === 29 ? 10 : 22}
            y={y}
            width={y === 29 ? 128 : 104}
            height="18"
            rx="5"
            fill="none"
            stroke="var(--line-strong)"
            strokeDasharray="3 4"
          />
        ))}
        <circle
          cx="74"
          cy="38"
          r="13"
          fill={done ? 'var(--ok-soft)' : 'var(--surface)'}
          stroke={done ? 'var(--ok-ui)' : 'var(--line-strong)'}
          strokeWidth="1.5"
        />
        <svg x="66" y="30" width="16" height="16" className={done ? 't-ok' : 'muted'}>
          <Icon name={icon ?? (done ? 'check' : 'dots')} />
        </svg>
      </svg>
      <h2>{title}</h2>
      {children && <p className="muted">{children}</p>}
      {actions && <div className="row wrap acts">{actions}</div>}
    </div>
  );
}
