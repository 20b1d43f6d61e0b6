import { newId } from '@assay/platform';
import { Injectable } from '@nestjs/common';
import type { Transaction } from '../transaction.js';

export interface CandidateIdentity {
  candidateId: string;
  name: string;
  email: string;
}

/** Candidates: the pseudonymous row that everything refers to, and the erasable row that says who it is. */
@Injectable()
export class CandidateStore {
  /**
   * Holds the company's list of addresses until the transaction ends, so that two invitations of one address at once make
   * one candidate.
   */
  async lockAddresses(tx: Transaction): Promise<void> {
    await tx.query(`select pg_advisory_xact_lock(hashtextextended('candidate addresses of ' || $1, 0))`, [tx.tenantId]);
  }

  /**
   * The candidate of an address, made when there is none; the caller holds the addresses. Somebody who is known keeps the
   * name they have.
   */
  async findOrCreate(tx: Transaction, person: { name: string; email: string }): Promise<CandidateIdentity> {
    const email = person.email.toLowerCase();
    const [known] = await tx.query<CandidateIdentity>(
      `select candidate_id as "candidateId", name, email from candidate_identity where tenant_id = $1 and email = $2`,
      [tx.tenantId, email],
    );
    if (known) {
      return known;
    }
    const candidateId = newId();
    await tx.execute(`insert into candidate (tenant_id, id) values ($1, $2)`, [tx.tenantId, candidateId]);
    await tx.execute(`insert into candidate_identity (tenant_id, candidate_id, name, email) values ($1, $2, $3, $4)`, [
      tx.tenantId,
      candidateId,
      person.name,
      email,
    ]);
    return { candidateId, name: person.name, email };
  }

  /** Who these candidates are, by id; somebody erased is left out. */
  async identities(tx: Transaction, candidateIds: readonly string[]): Promise<Map<string, CandidateIdentity>> {
    const rows = await tx.query<CandidateIdentity>(
      `select candidate_id as "candidateId", name, email from candidate_identity where tenant_id = $1 and candidate_id = any($2::uuid[])`,
      [tx.tenantId, candidateIds],
    );
    return new Map(rows.map((row) => [row.candidateId, row]));
  }

  /** Holds what is computed and decided about a candidate until the transaction ends. */
  async lock(tx: Transaction, candidateId: string): Promise<void> {
    await tx.query(`select id from candidate where tenant_id = $1 and id = $2 for no key update`, [tx.tenantId, candidateId]);
  }
}
