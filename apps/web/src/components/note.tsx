import type { ReactNode } from 'react';
import { classNames } from './class-names.js';
import type { IconName } from './icon.js';
import { Icon } from './icon.js';

export type NoteTone = 'neutral' | 'acc' | 'ok' | 'warn' | 'bad';

const icons: Record<NoteTone, IconName> = { neutral: 'info', acc: 'retry', ok: 'check', warn: 'warning', bad: 'cross' };

export interface NoteProps {
  tone?: NoteTone;
  icon?: IconName;
  /** The fact, one sentence, in bold. */
  fact: ReactNode;
  /** What to do, or what happens next. */
  children?: ReactNode;
  actions?: ReactNode;
  /** `alert` interrupts a screen reader, `status` waits its turn; leave out for what was there from the start. */
  role?: 'alert' | 'status';
}

export function Note({ tone = 'neutral', icon, fact, children, actions, role }: NoteProps) {
  return (
    <div className={classNames('note', tone !== 'neutral' && tone)} role={role}>
      <Icon name={icon ?? icons[tone]} />
      <div>
        <div>
          <strong>{fact}</strong> {children}
        </div>
        {actions && <div className="row wrap acts">{actions}</div>}
      </div>
    </div>
  );
}
