/**
 * A shortcut is written as keys joined by `+` (`mod+shift+enter`, `alt+1`, `f6`, `?`); two presses one after the other are
 * separated by a space (`g t`). `mod` is Control, and Command on Apple keyboards.
 */
export interface Press {
  mod: boolean;
  ctrl: boolean;
  alt: boolean;
  shift: boolean;
  key: string;
}

const onApple = (): boolean => typeof navigator !== 'undefined' && /mac|iphone|ipad/i.test(navigator.userAgent);

export function parseKeys(keys: string): Press[] {
  return keys.split(' ').map((press) => {
    const parts = press.toLowerCase().split('+');
    const has = (name: string): boolean => parts.includes(name);
    return { mod: has('mod'), ctrl: has('ctrl'), alt: has('alt'), shift: has('shift'), key: parts.at(-1) ?? '' };
  });
}

/** The keyboard's own name of a key, in the words used here. */
export type KeyStroke = Pick<KeyboardEvent, 'key' | 'code' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>;

export function matches(press: Press, stroke: KeyStroke): boolean {
  const control = stroke.ctrlKey || (onApple() && stroke.metaKey);
  if ((press.mod || press.ctrl) !== control || press.alt !== stroke.altKey) {
    return false;
  }
  const letters = press.key.length > 1 || /[a-z0-9]/.test(press.key);
  // Signs such as "?" need Shift on some keyboards and not on others.
  if (letters && press.shift !== stroke.shiftKey) {
    return false;
  }
  // With Alt, some systems type another sign: the place of the digit counts.
  return stroke.key.toLowerCase() === press.key || (press.alt && stroke.code === `Digit${press.key}`);
}

const caps: Record<string, string> = {
  mod: 'Ctrl',
  ctrl: 'Ctrl',
  alt: 'Alt',
  shift: '⇧',
  enter: '↵',
  escape: 'Esc',
  arrowup: '↑',
  arrowdown: '↓',
  arrowleft: '←',
  arrowright: '→',
};
const spoken: Record<string, string> = {
  mod: 'Control',
  ctrl: 'Control',
  shift: 'Shift',
  enter: 'Enter',
  arrowup: 'Arrow up',
  arrowdown: 'Arrow down',
  arrowleft: 'Arrow left',
  arrowright: 'Arrow right',
};

const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);

/** Words on the key caps, left to right. */
export function keyCaps(keys: string): string[] {
  return keys.split(/[ +]/).map((name) => {
    const key = name.toLowerCase();
    return key === 'mod' && onApple() ? '⌘' : (caps[key] ?? capital(key));
  });
}

/** The same for a screen reader: "Control + Shift + Enter". */
export function spokenKeys(keys: string): string {
  return keys
    .split(' ')
    .map((press) =>
      press
        .split('+')
        .map((name) => spoken[name.toLowerCase()] ?? capital(name))
        .join(' + '),
    )
    .join(' then ');
}
