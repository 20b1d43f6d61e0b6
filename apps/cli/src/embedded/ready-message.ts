import type { DemoAccess } from '../seed/seed-demo.js';

/** What a person reads when everything runs: where to go and as whom. */
export function readyMessage(publicUrl: string, demo: DemoAccess): string {
  const width = Math.max(0, ...demo.signIns.map(({ as }) => as.length));
  return [
    'Assay is ready',
    publicUrl,
    '',
    'Sign in as',
    ...demo.signIns.map(({ as, email, password }) => `  ${as.padEnd(width)}  ${email}  ${password}`),
    '',
    'Sit an assessment as a candidate',
    `  ${demo.invitationUrl}`,
    '',
    ...(demo.notOffered.length > 0
      ? ['Exercises that stay as they were published', ...demo.notOffered.map((why) => `  ${why}`), '']
      : []),
    'Ctrl-C stops everything.',
  ].join('\n');
}
