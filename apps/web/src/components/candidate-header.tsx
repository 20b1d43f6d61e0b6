import { Logo } from './logo.js';

/** The bar of a candidate's page outside the workspace: whose product, and for which company. */
export function CandidateHeader({ company }: { company: string }) {
  return (
    <header className="psbar">
      <Logo />
      <span className="strong">Assay</span>
      <span className="muted small">for {company}</span>
    </header>
  );
}
