import './sign-in.css';
import type { StaffSession } from '@assay/contracts';
import { routes } from '@assay/contracts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { SyntheticEvent } from 'react';
import { useRef, useState } from 'react';
import { useNavigate, useSearchParams } from 'react-router';
import { Button } from '../../components/button.js';
import { TextField } from '../../components/field.js';
import { Logo } from '../../components/logo.js';
import { ProblemNote, problemSentence } from '../../components/problem-note.js';
import { api, hasCode } from '../../lib/api.js';
import { sessionQuery } from '../../lib/session.js';
import { ErrorBarPicture } from './error-bar-picture.js';

/** Only paths of our own: a link may not send a person elsewhere after signing in. */
export function safeNext(next: string | null): string {
  return next?.startsWith('/') && !next.startsWith('//') && !next.startsWith('/\\') ? next : '/';
}

export function SignInPage() {
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const [company, setCompany] = useState('');
  const [missing, setMissing] = useState<{ email?: string; password?: string }>({});
  const passwordField = useRef<HTMLInputElement>(null);
  const emailField = useRef<HTMLInputElement>(null);
  const client = useQueryClient();
  const navigate = useNavigate();
  const [search] = useSearchParams();

  const signIn = useMutation({
    mutationFn: () => api(routes.auth.signIn, { body: { email: email.trim(), password, ...(company && { tenant: company }) } }),
    onSuccess: async (session: StaffSession) => {
      client.clear();
      client.setQueryData(sessionQuery().queryKey, session);
      await navigate(safeNext(search.get('next')), { replace: true });
    },
    onError: (error) => {
      if (hasCode(error, 'wrong-credentials')) {
        passwordField.current?.focus();
        passwordField.current?.select();
      }
    },
  });

  const companyNeeded = hasCode(signIn.error, 'tenant-needed') || company !== '';
  const mismatch = hasCode(signIn.error, 'wrong-credentials');
  const badEmail = hasCode(signIn.error, 'invalid-input');

  const submit = (event: SyntheticEvent): void => {
    event.preventDefault();
    const gaps = {
      ...(!email.includes('@') && { email: email ? 'An @ is missing.' : 'Your work email is needed.' }),
      ...(!password && { password: 'Your password is needed.' }),
    };
    setMissing(gaps);
    if (gaps.email) {
      emailField.current?.focus();
    } else if (gaps.password) {
      passwordField.current?.focus();
    } else if (!signIn.isPending) {
      signIn.mutate();
    }
  };

  return (
    <main className="si">
      <title>Sign in · Assay</title>
      <section className="sif" aria-labelledby="sign-in-title">
        <div className="row sibr">
          <Logo size={28} />
          <span className="wordmark">Assay</span>
        </div>
        <h1 className="big" id="sign-in-title">
          Sign in
        </h1>
        <p className="muted">For interviewers, authors and hiring managers.</p>
        <form className="col g4" onSubmit={submit} noValidate>
          <TextField
            ref={emailField}
            label="Work email"
            type="email"
            name="email"
            autoComplete="username"
            large
            value={email}
            onChange={(event) => setEmail(event.currentTarget.value)}
            error={missing.email ?? (badEmail ? problemSentence(signIn.error) : undefined)}
          />
          <TextField
            ref={passwordField}
            label="Password"
            type="password"
            name="password"
            autoComplete="current-password"
            large
            value={password}
            onChange={(event) => setPassword(event.currentTarget.value)}
            error={missing.password ?? (mismatch ? problemSentence(signIn.error) : undefined)}
          />
          {companyNeeded && (
            <TextField
              label="Company"
              hint="This address works for more than one company. Its short name, such as halden-freight."
              name="organization"
              autoComplete="organization"
              autoFocus
              large
              value={company}
              onChange={(event) => setCompany(event.currentTarget.value)}
            />
          )}
          {signIn.error && !mismatch && !badEmail && !hasCode(signIn.error, 'tenant-needed') && (
            <ProblemNote error={signIn.error} />
          )}
          <Button type="submit" kind="primary" size="lg" full busy={signIn.isPending && 'Signing in'}>
            Sign in
          </Button>
        </form>
        <p className="small muted sin">Invited as a candidate? Use the link in your invitation; no account is needed.</p>
      </section>
      <aside className="sia" aria-hidden="true">
        <div className="sic">
          <ErrorBarPicture />
          <p className="q">Every number has an error bar and leads back to evidence.</p>
          <p className="muted">Three candidates here cannot be told apart. Assay says so.</p>
        </div>
      </aside>
    </main>
  );
}
