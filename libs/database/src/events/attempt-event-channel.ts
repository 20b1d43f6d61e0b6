/** The NOTIFY channel of attempt events; payloads are `<tenant id>:<attempt id>` and nothing else. */
export const attemptEventChannel = 'attempt_event';
