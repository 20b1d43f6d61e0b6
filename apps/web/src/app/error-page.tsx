import { isRouteErrorResponse, useRouteError } from 'react-router';
import { Button, ButtonLink } from '../components/button.js';
import { PageFrame } from '../components/page-frame.js';
import { ProblemNote } from '../components/problem-note.js';

export function NotFoundPage() {
  return (
    <PageFrame title="There is no page here">
      <p className="muted">The address may be mistyped, or what it named is gone.</p>
      <div className="row">
        <ButtonLink to="/" kind="primary">
          Go to the start
        </ButtonLink>
      </div>
    </PageFrame>
  );
}

/** Stands in for a screen that broke, so that the page is never blank. */
export function ErrorPage() {
  const error = useRouteError();
  if (isRouteErrorResponse(error) && error.status === 404) {
    return <NotFoundPage />;
  }
  return (
    <PageFrame title="This page broke">
      <ProblemNote
        error={error}
        actions={
          <Button kind="primary" onClick={() => window.location.reload()}>
            Load the page again
          </Button>
        }
      />
    </PageFrame>
  );
}
