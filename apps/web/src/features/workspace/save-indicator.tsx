import type { IconName } from '../../components/icon.js';
import type { Tone } from '../../components/tag.js';
import { Status } from '../../components/tag.js';
import type { SavePhase } from './save-state.js';

const words: Record<SavePhase, { tone: Tone; icon: IconName; text: string; short: string }> = {
  saved: { tone: 'ok', icon: 'check', text: 'Saved', short: 'Saved' },
  saving: { tone: 'unk', icon: 'retry', text: 'Saving', short: 'Saving' },
  offline: { tone: 'warn', icon: 'cloud', text: 'Offline: kept on this device', short: 'Kept here' },
  'signed-out': { tone: 'warn', icon: 'lock', text: 'Sign in to save: nothing lost', short: 'Sign in' },
  refused: { tone: 'warn', icon: 'warning', text: 'Not saved: see the note', short: 'Not saved' },
  conflict: { tone: 'unk', icon: 'lock', text: 'Read only: open on another device', short: 'Read only' },
  closed: { tone: 'unk', icon: 'lock', text: 'Read only: time is over', short: 'Read only' },
};

/** Where the text is, always icon and words. Only changes that matter are spoken: not each "Saving". */
export function SaveIndicator({ phase }: { phase: SavePhase }) {
  const { tone, icon, text, short } = words[phase];
  return (
    <span className="save">
      <Status tone={tone} icon={icon}>
        <span className="wide-only">{text}</span>
        <span className="narrow-only" aria-hidden="true">
          {short}
        </span>
      </Status>
      <span className="sr" role="status">
        {phase === 'saved' || phase === 'saving' ? '' : text}
      </span>
    </span>
  );
}
