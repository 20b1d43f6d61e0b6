/** Times as people read them: local, with the date when it is not today; durations such as "2 min 40 s". */

const second = 1_000;

/** "40 s", "2 min 40 s", "45 min", "1 h 30 min". Rounds down to seconds; never negative. */
export function duration(milliseconds: number): string {
  const total = Math.max(0, Math.floor(milliseconds / second));
  const hours = Math.floor(total / 3_600);
  const minutes = Math.floor((total % 3_600) / 60);
  const seconds = total % 60;
  const parts = [
    hours > 0 ? `${String(hours)} h` : '',
    minutes > 0 ? `${String(minutes)} min` : '',
    // Beside hours, seconds say nothing.
    seconds > 0 && hours === 0 ? `${String(seconds)} s` : '',
  ].filter(Boolean);
  return parts.join(' ') || '0 s';
}

/** "18 ms", "1.2 s": how long a test or a run took. */
export function shortDuration(milliseconds: number): string {
  return milliseconds < second ? `${String(Math.round(milliseconds))} ms` : `${(milliseconds / second).toFixed(1)} s`;
}

const language = (): string => (typeof navigator === 'undefined' ? 'en-GB' : navigator.language || 'en-GB');
const sameDay = (a: Date, b: Date): boolean => a.toDateString() === b.toDateString();

/** "14:32" today, "Fri 4 Dec, 14:32" on another day, with the year in another year. */
export function localTime(instant: string, now: Date = new Date(), options: { seconds?: boolean } = {}): string {
  const at = new Date(instant);
  const clock = at.toLocaleTimeString(language(), {
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    ...(options.seconds && { second: '2-digit' }),
  });
  return sameDay(at, now) ? clock : `${localDate(instant, now)}, ${clock}`;
}

/** "Fri 4 Dec", with the year when it is not this one. */
export function localDate(instant: string, now: Date = new Date()): string {
  const at = new Date(instant);
  const parts = new Intl.DateTimeFormat('en-GB', {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    year: 'numeric',
  }).formatToParts(at);
  const part = (type: Intl.DateTimeFormatPartTypes): string => parts.find((candidate) => candidate.type === type)?.value ?? '';
  const day = `${part('weekday')} ${part('day')} ${part('month')}`;
  return at.getFullYear() === now.getFullYear() ? day : `${day} ${part('year')}`;
}

/** "38:12" or "1:58:12": what a clock shows. Rounds up, so 0:00 means over. */
export function clockTime(milliseconds: number): string {
  const total = Math.max(0, Math.ceil(milliseconds / second));
  const two = (value: number): string => String(value).padStart(2, '0');
  const hours = Math.floor(total / 3_600);
  const minutes = Math.floor((total % 3_600) / 60);
  return hours > 0 ? `${String(hours)}:${two(minutes)}:${two(total % 60)}` : `${String(minutes)}:${two(total % 60)}`;
}

/** "1 exercise", "3 exercises". */
export function count(n: number, one: string, many = `${one}s`): string {
  return `${String(n)} ${n === 1 ? one : many}`;
}
