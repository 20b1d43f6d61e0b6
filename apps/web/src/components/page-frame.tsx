import type { ReactNode } from 'react';
import { Logo } from '../components/logo.js';

/** A page without a rail: brand, one heading, a few sentences. */
export function PageFrame({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div className="plainpage">
      <title>{`${title} · Assay`}</title>
      <header className="row">
        <Logo />
        <span className="strong">Assay</span>
      </header>
      <main className="col g4">
        <h1>{title}</h1>
        {children}
      </main>
    </div>
  );
}
