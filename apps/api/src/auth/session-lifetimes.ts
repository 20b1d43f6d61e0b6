const hour = 3_600;

/** Staff sign in again after a week, and after twelve hours without a request. In seconds. */
export const staffSessionLifetime = { absolute: 7 * 24 * hour, idle: 12 * hour } as const;

/** A candidate's session outlasts every sitting; the link opens another as long as it is valid. In seconds. */
export const candidateSessionLifetime = 14 * 24 * hour;
