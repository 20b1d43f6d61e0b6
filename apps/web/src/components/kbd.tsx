import { Fragment } from 'react';
import { keyCaps, spokenKeys } from './shortcuts/key-names.js';

/** One key cap. */
export function Kbd({ children }: { children: string }) {
  return <kbd className="kbd">{children}</kbd>;
}

/**
 * Key caps of a shortcut such as `mod+shift+enter` or the sequence `g t`.
 * @param hidden when the words beside it say enough to a screen reader.
 */
export function Keys({ of: keys, hidden = false }: { of: string; hidden?: boolean }) {
  return (
    <span className="kbds">
      <span aria-hidden="true" className="kbds">
        {keyCaps(keys).map((cap, index) => (
          <Fragment key={index}>
            <Kbd>{cap}</Kbd>
          </Fragment>
        ))}
      </span>
      {!hidden && <span className="sr">{spokenKeys(keys)}</span>}
    </span>
  );
}
