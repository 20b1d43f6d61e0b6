import type { SandboxEnd } from '@assay/contracts';
import { channels, companionOffset, hostFrame } from './frames.js';
import type { RunCollector } from './run.collector.js';
import type { SandboxLink } from './sandbox.link.js';

/** A third sandbox beside a pair, whose frames the host carries to the grader under channels of their own. */
export interface Companion {
  name: 'database' | 'reference';
  link: SandboxLink;
  /** After the run, where it may serve another. `clean`: the run left everything as it should. */
  release?: (clean: boolean) => void;
}

/** Most bytes that may wait for the grader. */
const backlogCap = 16 << 20;

/**
 * Carries the companion's frames to the grader, and tells it when the companion has ended. Candidate SQL runs in a database, so its
 * end is a matter of the submission and no fault of the platform.
 *
 * @returns ends the connection: what the companion says or comes to afterwards is no news for the grader's next run
 */
export function connectCompanion({ name, link }: Companion, grader: SandboxLink, collector: RunCollector): () => void {
  let isConnected = true;
  link.onPeerFrame((frame) => {
    if (!isConnected) return;
    if (grader.backlog > backlogCap) {
      collector.violation(`its ${name} flooded the channel to the tests`);
      link.close();
    } else {
      grader.send({ ...frame, channel: frame.channel + companionOffset });
    }
  });
  link.onClosed(() => {
    void link
      .end()
      .catch((): SandboxEnd => ({ exitCode: null, outOfMemory: false }))
      .then(({ outOfMemory }) => {
        if (!isConnected) return;
        const message = hostFrame({ t: 'companion-gone', outcome: outOfMemory ? 'memory-limit' : 'crashed' });
        grader.send({ ...message, channel: channels.host + companionOffset });
      });
  });
  return () => {
    isConnected = false;
  };
}
