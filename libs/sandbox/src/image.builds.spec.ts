import { describe, expect, it } from '@jest/globals';
import { ImageBuilds } from './image.builds.js';

/** An image that is there once a build of it has worked. */
function image() {
  const state = { isThere: false, builds: 0 };
  return {
    state,
    isThere: () => Promise.resolve(state.isThere),
    build: async (work: Promise<void>) => {
      state.builds += 1;
      await work;
      state.isThere = true;
    },
  };
}

function gate(): { promise: Promise<void>; resolve: () => void } {
  let resolve: () => void = () => undefined;
  const promise = new Promise<void>((open) => {
    resolve = open;
  });
  return { promise, resolve };
}

describe('an image that several ask for at once', () => {
  it('is made once', async () => {
    const builds = new ImageBuilds();
    const { state, isThere, build } = image();
    const { promise, resolve } = gate();
    const asked = [1, 2, 3].map(() => builds.once('web', isThere, () => build(promise)));
    resolve();
    await Promise.all(asked);
    expect(state).toEqual({ isThere: true, builds: 1 });
  });

  it('is tried again by one who waited when the first build fails', async () => {
    const builds = new ImageBuilds();
    const { state, isThere, build } = image();
    const first = builds.once('web', isThere, () => build(Promise.reject(new Error('aborted'))));
    const second = builds.once('web', isThere, () => build(Promise.resolve()));
    await expect(first).rejects.toThrow('aborted');
    await second;
    expect(state).toEqual({ isThere: true, builds: 2 });
  });

  it('does not hold up another image', async () => {
    const builds = new ImageBuilds();
    const [web, data] = [image(), image()];
    const { promise, resolve } = gate();
    const waiting = builds.once('web', web.isThere, () => web.build(promise));
    await builds.once('data', data.isThere, () => data.build(Promise.resolve()));
    expect([web.state.isThere, data.state.isThere]).toEqual([false, true]);
    resolve();
    await waiting;
  });
});
