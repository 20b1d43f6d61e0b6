import { configure } from '@testing-library/react';

// A screen's chunk is compiled when it is first asked for; on a busy machine that takes a while.
configure({ asyncUtilTimeout: 15_000 });

/** jsdom lays nothing out; what asks for sizes gets quiet answers. */
class NoResizeObserver implements ResizeObserver {
  observe(): void {
    // Nothing ever changes its size here.
  }
  unobserve(): void {
    // Nothing ever changes its size here.
  }
  disconnect(): void {
    // Nothing ever changes its size here.
  }
}

const noRects = Object.assign([], { item: () => null }) as unknown as DOMRectList;

Object.assign(globalThis, {
  ResizeObserver: NoResizeObserver,
  matchMedia: (media: string): MediaQueryList =>
    Object.assign(new EventTarget(), {
      media,
      matches: false,
      onchange: null,
      addListener: () => undefined,
      removeListener: () => undefined,
    }),
});
Range.prototype.getClientRects = () => noRects;
Range.prototype.getBoundingClientRect = () => new DOMRect();
Element.prototype.scrollIntoView = () => undefined;
HTMLCanvasElement.prototype.getContext = () => null;

/** jsdom knows the element and not its methods; the top layer and inertness are the browser's matter. */
HTMLDialogElement.prototype.showModal = function showModal(this: HTMLDialogElement): void {
  this.open = true;
  this.querySelector<HTMLElement>('button, input, textarea, select, a[href]')?.focus();
};
HTMLDialogElement.prototype.close = function close(this: HTMLDialogElement): void {
  this.open = false;
};
