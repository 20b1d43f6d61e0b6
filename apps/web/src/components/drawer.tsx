import { Drawer as MantineDrawer, Modal } from '@mantine/core';
import type { ReactNode } from 'react';

export interface LayerProps {
  opened: boolean;
  onClose: () => void;
  title: ReactNode;
  /** Buttons at the right end; one primary. */
  footer?: ReactNode;
  children: ReactNode;
}

const close = { 'aria-label': 'Close' };

/** 480 px from the right. Focus goes in, and back to what opened it; Esc closes. */
export function Drawer({ opened, onClose, title, footer, children }: LayerProps) {
  return (
    <MantineDrawer
      opened={opened}
      onClose={onClose}
      title={title}
      position="right"
      size={480}
      closeButtonProps={close}
      transitionProps={{ duration: 200 }}
    >
      <div className="drb">{children}</div>
      {footer && <div className="drf">{footer}</div>}
    </MantineDrawer>
  );
}

/** For what needs an answer now, or says that something important was done. */
export function Dialog({ opened, onClose, title, footer, children }: LayerProps) {
  return (
    <Modal opened={opened} onClose={onClose} title={title} size={480} centered closeButtonProps={close} transitionProps={{ duration: 120 }}>
      <div className="drb">{children}</div>
      {footer && <div className="drf">{footer}</div>}
    </Modal>
  );
}
