import type { ReactNode } from 'react';

/** 16 px, strokes only. Every icon stands beside a word or on a named button. */
const shapes = {
  check: <path d="M3 8.5 6.5 12 13 4.5" />,
  cross: <path d="m4 4 8 8M12 4l-8 8" />,
  clock: (
    <>
      <circle cx="8" cy="8" r="6" />
      <path d="M8 4.5V8l2.5 1.5" />
    </>
  ),
  'eye-off': (
    <path d="M2.5 2.5l11 11M6.6 4.1A6 6 0 0 1 8 3.9c4 0 6.2 4.1 6.2 4.1a11 11 0 0 1-1.7 2.2M4.4 5.3A10 10 0 0 0 1.8 8S4 12.1 8 12.1c1 0 1.9-.3 2.7-.7" />
  ),
  eye: (
    <>
      <path d="M1.8 8S4 3.9 8 3.9 14.2 8 14.2 8 12 12.1 8 12.1 1.8 8 1.8 8z" />
      <circle cx="8" cy="8" r="1.8" />
    </>
  ),
  help: (
    <>
      <circle cx="8" cy="8" r="6.2" />
      <path d="M6.2 6.2a1.9 1.9 0 1 1 2.6 1.8c-.5.2-.8.6-.8 1.2" />
      <path d="M8 11.4v.01" />
    </>
  ),
  info: (
    <>
      <circle cx="8" cy="8" r="6.2" />
      <path d="M8 7.3v3.6M8 5v.01" />
    </>
  ),
  warning: (
    <>
      <path d="M8 2.2 14.3 13H1.7z" />
      <path d="M8 6.5v3M8 11.3v.01" />
    </>
  ),
  flag: <path d="M3.5 14V2.5M3.5 3h8L10 6l1.5 3h-8" />,
  minus: <path d="M3.5 8h9" />,
  plus: <path d="M8 3.5v9M3.5 8h9" />,
  file: (
    <>
      <path d="M4 2h5l3 3v9H4z" />
      <path d="M9 2v3h3" />
    </>
  ),
  lock: (
    <>
      <rect x="3.5" y="7" width="9" height="6.5" rx="1.2" />
      <path d="M5.5 7V5a2.5 2.5 0 0 1 5 0v2" />
    </>
  ),
  play: <path d="M5 3.2v9.6L12.5 8z" />,
  undo: <path d="M3 6h6.5a3.5 3.5 0 0 1 0 7H6M3 6l3-3M3 6l3 3" />,
  retry: <path d="M13 4v3h-3M3 12V9h3M12.7 7A5 5 0 0 0 3.8 5M3.3 9a5 5 0 0 0 8.9 2" />,
  ring: <path d="M8 2a6 6 0 1 1-5.2 3" />,
  cloud: <path d="M4.5 12.5a3 3 0 0 1-.3-6A4 4 0 0 1 12 7.3a2.6 2.6 0 0 1-.5 5.2z" />,
  dots: <path d="M4 8h.01M8 8h.01M12 8h.01" />,
  star: <path d="m8 2.5 1.7 3.6 3.8.5-2.8 2.7.7 3.9L8 11.3l-3.4 1.9.7-3.9L2.5 6.6l3.8-.5z" />,
  flask: <path d="M6 2h4M6.8 2v4L3 12.5c-.4.8.1 1.5.9 1.5h8.2c.8 0 1.3-.7.9-1.5L9.2 6V2M4.8 10h6.4" />,
  comment: <path d="M2.5 3h11v8H7l-3 2.5V11H2.5z" />,
  inbox: <path d="M2.5 9 4.5 3h7l2 6v4h-11zM2.5 9h3.3l1 1.7h2.4l1-1.7h3.3" />,
  scales: <path d="M8 2.5v11M4 13.5h8M3 4.5h10M3 4.5 1.3 9h3.4zM13 4.5 11.3 9h3.4z" />,
  compare: (
    <>
      <path d="M2.5 4h4M11 4h2.5M2.5 8h7M2.5 12h2M9 12h4.5" />
      <circle cx="8.5" cy="4" r="1.6" />
      <circle cx="11.5" cy="8" r="1.6" />
      <circle cx="6.5" cy="12" r="1.6" />
    </>
  ),
  clipboard: (
    <>
      <rect x="3.5" y="3" width="9" height="11" rx="1.2" />
      <path d="M6 3V2h4v1M6 7h4M6 10h4" />
    </>
  ),
  people: (
    <>
      <circle cx="6" cy="5.5" r="2.5" />
      <path d="M1.8 13c.3-2.4 2-3.7 4.2-3.7s3.9 1.3 4.2 3.7" />
      <path d="M10.5 3.3a2.5 2.5 0 0 1 0 4.4M12 9.7c1.3.5 2 1.7 2.2 3.3" />
    </>
  ),
  shield: <path d="M8 1.8 13 3.5v4c0 3.3-2 5.5-5 6.7-3-1.2-5-3.4-5-6.7v-4z" />,
  settings: (
    <>
      <circle cx="8" cy="8" r="2" />
      <path d="M8 1.8v2M8 12.2v2M1.8 8h2M12.2 8h2M3.6 3.6 5 5M11 11l1.4 1.4M12.4 3.6 11 5M5 11l-1.4 1.4" />
    </>
  ),
  'chevron-right': <path d="m6 3.5 4.5 4.5L6 12.5" />,
  'chevron-down': <path d="m3.5 6 4.5 4.5L12.5 6" />,
  book: (
    <path d="M2.5 3h4A1.5 1.5 0 0 1 8 4.5V13a1.5 1.5 0 0 0-1.5-1h-4zM13.5 3h-4A1.5 1.5 0 0 0 8 4.5V13a1.5 1.5 0 0 1 1.5-1h4z" />
  ),
  link: <path d="M6.5 9.5 9.5 6.5M7 4.5l1.5-1.5a2.8 2.8 0 0 1 4 4L11 8.5M9 11.5 7.5 13a2.8 2.8 0 0 1-4-4L5 7.5" />,
  table: (
    <>
      <rect x="2.5" y="2.5" width="4.5" height="4.5" rx="1" />
      <rect x="9" y="2.5" width="4.5" height="4.5" rx="1" />
      <rect x="2.5" y="9" width="4.5" height="4.5" rx="1" />
      <rect x="9" y="9" width="4.5" height="4.5" rx="1" />
    </>
  ),
  print: <path d="M4.5 6V2.5h7V6M4.5 11.5h-2V6h11v5.5h-2M4.5 9.5h7v4h-7z" />,
  download: <path d="M8 2.5V10M4.8 7 8 10.2 11.2 7M2.5 13.5h11" />,
  search: (
    <>
      <circle cx="7" cy="7" r="4.5" />
      <path d="m10.5 10.5 3 3" />
    </>
  ),
  grip: <path d="M6 4v.01M10 4v.01M6 8v.01M10 8v.01M6 12v.01M10 12v.01" />,
  'arrow-right': <path d="M3 8h10M9 4l4 4-4 4" />,
  'arrow-up': <path d="M8 13V3.5M4 7l4-4 4 4" />,
  'arrow-down': <path d="M8 3v9.5M4 9l4 4 4-4" />,
  'sign-out': <path d="M6.5 3h-3v10h3M7 8h6.5M10.5 5l3 3-3 3" />,
  sun: (
    <>
      <circle cx="8" cy="8" r="2.6" />
      <path d="M8 1.8v1.6M8 12.6v1.6M1.8 8h1.6M12.6 8h1.6M3.6 3.6l1.1 1.1M11.3 11.3l1.1 1.1M12.4 3.6l-1.1 1.1M4.7 11.3l-1.1 1.1" />
    </>
  ),
  moon: <path d="M13 9.6A5.6 5.6 0 0 1 6.4 3 5.6 5.6 0 1 0 13 9.6z" />,
  screen: <path d="M2.5 3h11v7.5h-11zM6 13.5h4M8 10.5v3" />,
  copy: <path d="M5.5 5.5V2.5h8v8h-3M2.5 5.5h8v8h-8z" />,
  mail: <path d="M2.5 4h11v8.5h-11zM2.5 4.5 8 9l5.5-4.5" />,
  trash: <path d="M3 4.5h10M6 4.5V2.8h4v1.7M4.3 4.5l.6 8.7h6.2l.6-8.7M6.8 7v4M9.2 7v4" />,
  upload: <path d="M8 10.5V3M4.8 6 8 2.8 11.2 6M2.5 13.5h11" />,
  pencil: <path d="M10.5 3 13 5.5 5.5 13H3v-2.5zM9 4.5 11.5 7" />,
} satisfies Record<string, ReactNode>;

export type IconName = keyof typeof shapes;

export interface IconProps {
  name: IconName;
  /** 14 px instead of 16, beside small text. */
  small?: boolean;
  spin?: boolean;
}

/** Decorative: the word beside it, or the button's name, says it. */
export function Icon({ name, small = false, spin = false }: IconProps) {
  const className = ['ic', small ? 's' : '', spin ? 'spin' : ''].filter(Boolean).join(' ');
  return (
    <svg className={className} viewBox="0 0 16 16" aria-hidden="true" focusable="false">
      {shapes[name]}
    </svg>
  );
}
