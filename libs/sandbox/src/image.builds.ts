/** Builds under way in this process, so that an image that several ask for at once is made once. */
export class ImageBuilds {
  readonly #running = new Map<string, Promise<void>>();

  /**
   * Makes an image unless it is there. Whoever comes while it is being made waits; when that build fails, because it was aborted or
   * for another reason, the next one who waited tries for itself.
   */
  async once(name: string, isThere: () => Promise<boolean>, build: () => Promise<void>): Promise<void> {
    while (!(await isThere())) {
      const running = this.#running.get(name);
      if (running === undefined) {
        await this.#start(name, build);
        return;
      }
      await running.catch(() => undefined);
    }
  }

  #start(name: string, build: () => Promise<void>): Promise<void> {
    const running = build().finally(() => this.#running.delete(name));
    this.#running.set(name, running);
    return running;
  }
}
