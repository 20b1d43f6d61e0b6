import type { MouseEvent, ReactNode } from 'react';
import { useId, useLayoutEffect, useRef } from 'react';
import { IconButton } from './button.js';

export interface LayerProps {
  opened: boolean;
  onClose: () => void;
  title: ReactNode;
  /** Buttons at the right end; one primary. */
  footer?: ReactNode;
  children: ReactNode;
}

/** 480 px from the right. Focus goes in, and back to what opened it; Esc closes. */
export function Drawer({ opened, ...layer }: LayerProps) {
  return opened && <Layer kind="drawer" {...layer} />;
}

/** For what needs an answer now, or says that something important was done. */
export function Dialog({ opened, ...layer }: LayerProps) {
  return opened && <Layer kind="modal" {...layer} />;
}

/**
 * The browser's own modal dialog: it keeps the focus, makes the page behind inert and gives the focus back.
 * The first focus goes to `data-autofocus`, else to the first control.
 */
function Layer({ kind, onClose, title, footer, children }: Omit<LayerProps, 'opened'> & { kind: 'drawer' | 'modal' }) {
  const dialog = useRef<HTMLDialogElement>(null);
  const titleId = useId();

  useLayoutEffect(() => {
    const element = dialog.current;
    element?.showModal();
    element?.querySelector<HTMLElement>('[data-autofocus]')?.focus();
    // Closed before it leaves the page: only then does the focus go back.
    return () => element?.close();
  }, []);

  const outside = (event: MouseEvent): void => {
    if (event.target === dialog.current) {
      onClose();
    }
  };
  return (
    <dialog
      ref={dialog}
      className={kind}
      aria-labelledby={titleId}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      onMouseDown={outside}
    >
      <div className="layer">
        <header>
          <h2 id={titleId}>{title}</h2>
          <span className="sp" />
          <IconButton icon="cross" label="Close" onClick={onClose} />
        </header>
        <div className="drb">{children}</div>
        {footer && <div className="drf">{footer}</div>}
      </div>
    </dialog>
  );
}
