import { Menu } from '@mantine/core';
import type { ReactNode } from 'react';
import { Link, NavLink } from 'react-router';
import { ColourSchemeControl } from './colour-scheme.js';
import { classNames } from './class-names.js';
import type { IconName } from './icon.js';
import { Icon } from './icon.js';
import { Logo } from './logo.js';
import { useShortcutHelp } from './shortcuts/shortcuts.js';

export interface NavigationItem {
  to: string;
  label: string;
  icon: IconName;
}

export interface Crumb {
  label: string;
  /** The last one has none: it is where you are. */
  to?: string;
}

export interface ShellPerson {
  name: string;
  email: string;
  company: string;
}

export interface StaffShellProps {
  navigation: readonly NavigationItem[];
  person: ShellPerson;
  onSignOut: () => void;
  crumbs: readonly Crumb[];
  /** 200 px rail with words, for lists; 52 px for working screens. */
  wide?: boolean;
  /** Between the crumbs and the actions: tags, a claim's time. */
  state?: ReactNode;
  /** At the right end, the primary last. */
  actions?: ReactNode;
  /** Class of `main`: `page` scrolls with padding; a working screen brings its own grid. */
  mainClass?: string;
  children: ReactNode;
}

/** Top bar and rail around every staff screen; the rail becomes a bottom bar on small screens. */
export function StaffShell(props: StaffShellProps) {
  const { navigation, person, onSignOut, crumbs, wide = false, state, actions, mainClass = 'page', children } = props;
  const { showHelp } = useShortcutHelp();
  const title = [...crumbs.map(({ label }) => label)].reverse().join(' · ');
  return (
    <div className={classNames('app', wide && 'wide')}>
      <title>{`${title} · Assay`}</title>
      <a className="skip" href="#main">
        Skip to the content
      </a>
      <nav className="rail" aria-label="Main">
        <Link className="brand" to="/">
          <Logo />
          <span className="lb">Assay</span>
        </Link>
        {navigation.map((item) => (
          <NavLink key={item.to} to={item.to} title={item.label}>
            <Icon name={item.icon} />
            <span className="lb">{item.label}</span>
          </NavLink>
        ))}
        <button type="button" className="end" onClick={showHelp} title="Keyboard shortcuts">
          <Icon name="help" />
          <span className="lb">Shortcuts</span>
        </button>
      </nav>
      <header className="topbar">
        <nav className="crumbs" aria-label="You are here">
          {crumbs.map((crumb, index) => (
            <span key={crumb.label} className="crumb">
              {index > 0 && <Icon name="chevron-right" />}
              {crumb.to ? <Link to={crumb.to}>{crumb.label}</Link> : <span aria-current="page">{crumb.label}</span>}
            </span>
          ))}
        </nav>
        <span className="sp" />
        {state}
        {actions}
        <PersonMenu person={person} onSignOut={onSignOut} />
      </header>
      <main id="main" className={mainClass} tabIndex={-1}>
        {children}
      </main>
    </div>
  );
}

function PersonMenu({ person, onSignOut }: { person: ShellPerson; onSignOut: () => void }) {
  return (
    <Menu position="bottom-end" width={260} withinPortal>
      <Menu.Target>
        <button type="button" className="avatar" aria-label={`${initials(person.name)}, ${person.name}: account and appearance`}>
          {initials(person.name)}
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        <div className="person">
          <span className="strong">{person.name}</span>
          <span className="tiny muted">{person.email}</span>
          <span className="tiny muted">{person.company}</span>
        </div>
        <Menu.Divider />
        <div className="person">
          <span className="tiny muted">Appearance</span>
          <ColourSchemeControl />
        </div>
        <Menu.Divider />
        <Menu.Item leftSection={<Icon name="sign-out" small />} onClick={onSignOut}>
          Sign out
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

function initials(name: string): string {
  const words = name.split(/\s+/).filter(Boolean);
  return [words.at(0), words.length > 1 ? words.at(-1) : undefined].map((word) => word?.charAt(0).toUpperCase() ?? '').join('');
}
