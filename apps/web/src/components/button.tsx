import type { ButtonHTMLAttributes, MouseEvent, ReactNode, Ref } from 'react';
import { useId } from 'react';
import type { LinkProps } from 'react-router';
import { Link } from 'react-router';
import { classNames } from './class-names.js';
import type { IconName } from './icon.js';
import { Icon } from './icon.js';
import { Keys } from './kbd.js';

export type ButtonKind = 'primary' | 'outline' | 'quiet';
export type ButtonSize = 'sm' | 'md' | 'lg';

interface Look {
  kind?: ButtonKind;
  size?: ButtonSize;
  icon?: IconName;
  /** Fills its row. */
  full?: boolean;
  /** Shortcut shown after the words, such as `mod+enter`. */
  keys?: string;
}

export interface ButtonProps extends Look, Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'disabled' | 'children'> {
  children: ReactNode;
  /** The verb in -ing while it works, such as "Running"; the button then answers no press. */
  busy?: string | false;
  /** Why it cannot be used now, such as "3 left": it stays focusable and says so. */
  unavailable?: string | false;
  /** Where the reason is read; `beside` prints it next to the button. */
  reasonAt?: 'beside' | 'description';
  ref?: Ref<HTMLButtonElement>;
}

function look({ kind = 'outline', size = 'md', full = false }: Look): string {
  return classNames('btn', kind !== 'outline' && kind, size !== 'md' && size, full && 'full');
}

/** One action. Never `disabled`: what cannot be used says why and stays reachable. */
export function Button(props: ButtonProps) {
  const { kind, size, icon, full, keys, children, busy, unavailable, reasonAt = 'description', className, ...rest } = props;
  const reasonId = useId();
  const blocked = Boolean(busy) || Boolean(unavailable);
  const press = (event: MouseEvent<HTMLButtonElement>): void => {
    if (blocked) {
      event.preventDefault();
      return;
    }
    rest.onClick?.(event);
  };
  return (
    <>
      <button
        type="button"
        {...rest}
        className={classNames(look({ ...(kind && { kind }), ...(size && { size }), ...(full && { full }) }), className)}
        onClick={press}
        aria-disabled={blocked && !busy ? true : undefined}
        aria-busy={busy ? true : undefined}
        aria-describedby={unavailable ? reasonId : rest['aria-describedby']}
      >
        {busy ? <Icon name="ring" small spin /> : icon && <Icon name={icon} small={size !== 'lg'} />}
        <span>{busy === undefined || busy === false ? children : busy}</span>
        {keys && <Keys of={keys} hidden />}
      </button>
      {unavailable && (
        <span id={reasonId} className={reasonAt === 'beside' ? 'small muted' : 'sr'}>
          {unavailable}
        </span>
      )}
    </>
  );
}

export interface IconButtonProps extends Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'disabled' | 'children'> {
  icon: IconName;
  /** Its name, also shown on hover. */
  label: string;
  kind?: ButtonKind;
  size?: ButtonSize;
  ref?: Ref<HTMLButtonElement>;
}

/** An action shown by an icon alone, always named. */
export function IconButton({ icon, label, kind = 'quiet', size = 'md', className, ...rest }: IconButtonProps) {
  return (
    <button
      type="button"
      {...rest}
      className={classNames('btn icon', kind !== 'outline' && kind, size !== 'md' && size, className)}
      aria-label={label}
      title={label}
    >
      <Icon name={icon} small={size === 'sm'} />
    </button>
  );
}

export interface ButtonLinkProps extends Look, Omit<LinkProps, 'children'> {
  children: ReactNode;
}

/** A link that looks like a button: it goes somewhere. */
export function ButtonLink({ kind, size, icon, full, keys, children, className, ...rest }: ButtonLinkProps) {
  return (
    <Link
      {...rest}
      className={classNames(look({ ...(kind && { kind }), ...(size && { size }), ...(full && { full }) }), className)}
    >
      {icon && <Icon name={icon} small={size !== 'lg'} />}
      <span>{children}</span>
      {keys && <Keys of={keys} hidden />}
    </Link>
  );
}
