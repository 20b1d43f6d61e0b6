import { ApiProblem } from '@assay/api-client';
import { routes } from '@assay/contracts';
import type { QueryClient } from '@tanstack/react-query';
import type { LoaderFunction } from 'react-router';
import { redirect, useRouteError } from 'react-router';
import { Button } from '../../components/button.js';
import { PageFrame } from '../../components/page-frame.js';
import { ProblemNote } from '../../components/problem-note.js';
import { api } from '../../lib/api.js';
import { storeAttempt } from '../../lib/attempt.js';

/** Trades the link of an invitation for the session of its attempt, then goes there. The token leaves the address bar. */
export function openInvitation(client: QueryClient): LoaderFunction {
  return async ({ params, request }) => {
    const attempt = await api(routes.attempts.open, { body: { token: params['token'] ?? '' } }, request.signal);
    client.clear();
    storeAttempt(client, attempt);
    return redirect('/attempt');
  };
}

const titles: Partial<Record<string, string>> = {
  'link-unknown': 'This link does not work',
  'invalid-input': 'This link does not work',
  'link-expired': 'This link has expired',
  'link-revoked': 'This link was withdrawn',
};

/** Why a link did not open, and who can help. */
export function InvitationProblem() {
  const error = useRouteError();
  const code = error instanceof ApiProblem ? error.problem.code : null;
  const aboutLink = code !== null && code in titles;
  const title = (code && titles[code]) ?? 'The assessment could not be opened';
  return (
    <PageFrame title={title}>
      {aboutLink ? (
        <>
          <p>{linkAdvice(code)}</p>
          <p className="muted">
            Ask the person who invited you for a new link. Nothing you did in an assessment is lost: work that was saved stays
            saved.
          </p>
        </>
      ) : (
        <ProblemNote
          error={error}
          actions={
            <Button kind="primary" onClick={() => window.location.reload()}>
              Try again
            </Button>
          }
        >
          Your link is still good.
        </ProblemNote>
      )}
    </PageFrame>
  );
}

function linkAdvice(code: string): string {
  switch (code) {
    case 'link-expired':
      return 'An invitation works until its date, and that date is over.';
    case 'link-revoked':
      return 'The company took this invitation back, or sent you a newer link. Only the newest link of an invitation works.';
    default:
      return 'Part of it may be missing: links break when a mail program cuts the line. Copy the whole line from the invitation.';
  }
}
