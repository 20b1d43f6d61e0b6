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
