/** What a command's exit code means. */
export const exitCodes = {
  ok: 0,
  /** It ran, and the answer is no: not accepted, a test failed, a chain is broken. */
  negative: 1,
  wrongUsage: 2,
  platformFault: 3,
  interrupted: 130,
} as const;
