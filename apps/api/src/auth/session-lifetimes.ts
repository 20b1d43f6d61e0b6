const hour = 3_600;

/** Staff sign in again after a week, and after twelve hours without a request. In seconds. */
export const staffSessionLifetime = { absolute: 7 * 24 * hour, idle: 12 * hour } as const;
