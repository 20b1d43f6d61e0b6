import type { ReactNode } from 'react';
import { classNames } from './class-names.js';
import type { IconName } from './icon.js';
import { Icon } from './icon.js';

/** `acc` is us, `ok` met, `warn` short of a rule, `bad` the person's own work or input, `unk` cannot tell yet. */
export type Tone = 'ok' | 'bad' | 'warn' | 'acc' | 'unk';

export interface TagProps {
  tone?: Tone | 'plain';
  icon?: IconName;
  children: ReactNode;
  title?: string;
}

/** A property of a thing. At most three in a row. */
export function Tag({ tone = 'unk', icon, children, title }: TagProps) {
  return (
    <span className={classNames('tag', tone !== 'unk' && tone)} title={title}>
      {icon && <Icon name={icon} />}
      {children}
    </span>
  );
}

export interface StatusProps {
  tone?: Tone;
  icon: IconName;
  spin?: boolean;
  /** Lets long words wrap. */
  flow?: boolean;
  id?: string;
  children: ReactNode;
}

/** A state: always an icon and a word, never colour alone. */
export function Status({ tone = 'unk', icon, spin = false, flow = false, id, children }: StatusProps) {
  return (
    <span className={classNames('stat', tone, flow && 'flow')} id={id}>
      <Icon name={icon} small spin={spin} />
      <span>{children}</span>
    </span>
  );
}
