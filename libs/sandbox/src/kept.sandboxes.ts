import type { RunGroupRequest } from './run.request.js';
import { lifeMsOf } from './run.request.js';
import type { SandboxLink } from './sandbox.link.js';

/** How much longer such a sandbox lives than its first run may take. */
const furtherRunsMs = 600_000;

interface Opened {
  link: SandboxLink;
}

/** How sandboxes of one sort come to be, and to serve again. */
export interface KeptSort<What extends Opened> {
  /** The new sandbox is added to `links`. Rejects when it cannot be started. */
  open: (request: RunGroupRequest, lifeMs: number, links: SandboxLink[]) => Promise<What>;
  /** Rejects when it does not come back. */
  reopen: (last: What, request: RunGroupRequest) => Promise<void>;
  /** Whether one that served the first request may serve the second. */
  suits: (last: RunGroupRequest, next: RunGroupRequest) => boolean;
}

/** A sandbox, what it was opened for last, and how long it lives. */
interface Kept<What extends Opened> {
  what: What;
  request: RunGroupRequest;
  endsAt: number;
}

/** Sandboxes that are no part of a pair, and that may serve more than one run. */
export class KeptSandboxes<What extends Opened> {
  #waiting: Kept<What>[] = [];

  constructor(private readonly sort: KeptSort<What>) {}

  /**
   * One that serves this request: of those that wait if one suits, else a new one. Whoever took it says whether the run left it as it
   * should.
   *
   * @param links where it is listed for as long as it is used
   * @throws SandboxError when none can be started
   */
  async take(request: RunGroupRequest, links: SandboxLink[]): Promise<{ what: What; release: (clean: boolean) => void }> {
    const kept = (await this.#again(request, links)) ?? (await this.#start(request, links));
    const { link } = kept.what;
    const release = (clean: boolean) => {
      links.splice(links.indexOf(link), 1);
      if (clean) this.#waiting.push(kept);
      else void link.dispose();
    };
    return { what: kept.what, release };
  }

  end(): void {
    for (const { what } of this.#waiting.splice(0)) void what.link.dispose();
  }

  async #start(request: RunGroupRequest, links: SandboxLink[]): Promise<Kept<What>> {
    const lifeMs = lifeMsOf(request.group.limits) + furtherRunsMs;
    const endsAt = Date.now() + lifeMs;
    return { what: await this.sort.open(request, lifeMs, links), request, endsAt };
  }

  async #again(request: RunGroupRequest, links: SandboxLink[]): Promise<Kept<What> | null> {
    const found = this.#waiting.find((kept) => this.#suits(kept, request));
    if (found === undefined) return null;
    this.#waiting = this.#waiting.filter((kept) => kept !== found);
    const { link } = found.what;
    links.push(link);
    try {
      await this.sort.reopen(found.what, request);
      return { ...found, request };
    } catch {
      // What did not come back is ended, and the run gets a fresh one.
      links.splice(links.indexOf(link), 1);
      void link.dispose();
      return null;
    }
  }

  #suits({ what, request, endsAt }: Kept<What>, next: RunGroupRequest): boolean {
    const hasTime = endsAt - Date.now() >= lifeMsOf(next.group.limits);
    return !what.link.closed && hasTime && this.sort.suits(request, next);
  }
}
