import { useState } from 'react';
import { classNames } from '../../components/class-names.js';
import { IconButton } from '../../components/button.js';
import { Icon } from '../../components/icon.js';
import { Tag } from '../../components/tag.js';
import { clockTime, duration } from '../../lib/time.js';
import { lastMinuteMs } from './time-left.js';

export interface TimerProps {
  seconds: number;
  /** What was last announced, for a polite region. */
  said: string;
  creditSeconds: number;
}

/** Time left by the server's clock. It can be hidden, but in the last minute. */
export function Timer({ seconds, said, creditSeconds }: TimerProps) {
  const [hidden, setHidden] = useState(false);
  const lastMinute = seconds * 1_000 <= lastMinuteMs;
  const shown = !hidden || lastMinute;
  return (
    <>
      {creditSeconds > 0 && (
        <span className="credit">
          <Tag tone="acc" icon="plus">
            {duration(creditSeconds * 1_000)} given back
          </Tag>
        </span>
      )}
      <div className={classNames('timer', lastMinute && 'warn', !shown && 'off')} role="group" aria-label="Time left">
        <Icon name={shown ? 'clock' : 'eye-off'} small />
        {shown ? (
          <>
            <span className="tv" role="timer" aria-live="off">
              {clockTime(seconds * 1_000)}
            </span>
            <span className="tiny muted">left</span>
          </>
        ) : (
          <span className="tv">Hidden</span>
        )}
        {!lastMinute && (
          <IconButton
            icon={shown ? 'eye-off' : 'eye'}
            size="sm"
            label={shown ? 'Hide the timer' : 'Show the timer'}
            onClick={() => setHidden(!hidden)}
          />
        )}
      </div>
      <span className="sr" role="status">
        {said}
      </span>
    </>
  );
}
