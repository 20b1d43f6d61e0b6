import type { ReactNode } from 'react';
import { useId } from 'react';
import { classNames } from './class-names.js';

export interface CardProps {
  /** Heading of the card; names its region. */
  title?: ReactNode;
  /** Right end of the head. */
  actions?: ReactNode;
  footer?: ReactNode;
  /** Without the padding of a body, for tables and lists. */
  flush?: boolean;
  className?: string;
  children: ReactNode;
}

export function Card({ title, actions, footer, flush = false, className, children }: CardProps) {
  const titleId = useId();
  return (
    <section className={classNames('card', className)} aria-labelledby={title ? titleId : undefined}>
      {title && (
        <header>
          <h2 id={titleId}>{title}</h2>
          <span className="sp" />
          {actions}
        </header>
      )}
      {flush ? children : <div className="body">{children}</div>}
      {footer && <footer>{footer}</footer>}
    </section>
  );
}
