import type { KeyboardEvent, ReactNode } from 'react';
import { classNames } from './class-names.js';
import type { IconName } from './icon.js';
import { Icon } from './icon.js';

export interface TabItem<T extends string> {
  value: T;
  label: ReactNode;
  icon?: IconName;
  /** After the word, such as a Tag. */
  badge?: ReactNode;
  /** Only for a screen reader: "read only". */
  spoken?: string;
}

export interface TabBarProps<T extends string> {
  /** Shared with the `TabPanel`s below. */
  id: string;
  label: string;
  tabs: readonly TabItem<T>[];
  value: T;
  onChange: (value: T) => void;
  /** At the right end of the bar. */
  end?: ReactNode;
  className?: string;
}

/** Tabs with arrow keys; the chosen one is the only stop for Tab. */
export function TabBar<T extends string>({ id, label, tabs, value, onChange, end, className }: TabBarProps<T>) {
  const move = (event: KeyboardEvent): void => {
    const at = tabs.findIndex((tab) => tab.value === value);
    const targets: Record<string, number> = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: tabs.length - 1 };
    const target = targets[event.key];
    const next = target === undefined ? undefined : tabs.at(target % tabs.length);
    if (next) {
      event.preventDefault();
      onChange(next.value);
      document.getElementById(tabId(id, next.value))?.focus();
    }
  };
  return (
    <div className={classNames('tabs', className)}>
      <div className="tablist" role="tablist" aria-label={label}>
        {tabs.map((tab) => {
          const chosen = tab.value === value;
          return (
            <button
              key={tab.value}
              type="button"
              role="tab"
              className="tab"
              id={tabId(id, tab.value)}
              aria-selected={chosen}
              aria-controls={chosen ? panelId(id, tab.value) : undefined}
              tabIndex={chosen ? 0 : -1}
              onClick={() => onChange(tab.value)}
              onKeyDown={move}
            >
              {tab.icon && <Icon name={tab.icon} small />}
              <span>{tab.label}</span>
              {tab.spoken && <span className="sr"> {tab.spoken}</span>}
              {tab.badge}
            </button>
          );
        })}
      </div>
      <span className="sp" />
      {end}
    </div>
  );
}

export interface TabPanelProps {
  id: string;
  value: string;
  className?: string;
  /** Set when the panel scrolls and holds nothing focusable. */
  focusable?: boolean;
  children: ReactNode;
}

export function TabPanel({ id, value, className, focusable = false, children }: TabPanelProps) {
  return (
    <div
      role="tabpanel"
      id={panelId(id, value)}
      aria-labelledby={tabId(id, value)}
      className={className}
      tabIndex={focusable ? 0 : undefined}
    >
      {children}
    </div>
  );
}

/** A tab's value may be a file path; an id may not hold its signs. */
const safe = (value: string): string => value.replace(/[^\w-]/g, (sign) => `_${sign.charCodeAt(0).toString(16)}`);
const tabId = (id: string, value: string): string => `${id}-tab-${safe(value)}`;
const panelId = (id: string, value: string): string => `${id}-panel-${safe(value)}`;
