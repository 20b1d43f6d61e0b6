import { Injectable } from '@nestjs/common';
import { UnitOfWork } from './unit-of-work.js';

/** A grading job that nobody holds. Fence and purpose are what the queue's job id and priority are made of. */
export interface WaitingGradingJob {
  tenantId: string;
  gradingJobId: string;
  fence: number;
  purpose: 'grading' | 'trial';
}

/**
 * The look-ups that come before the tenant is known. Each answers ids and tenants only; read what they name in a unit of work
 * of that tenant, and judge there whether it still holds (expired, revoked, disabled).
 */
@Injectable()
export class Locators {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /** Every enabled account with this address, in any letter case; more than one means that the company has to be named. */
  staffByEmail(email: string, tenantSlug?: string): Promise<{ tenantId: string; staffId: string }[]> {
    return this.ask(`select tenant_id as "tenantId", staff_id as "staffId" from locate_staff($1, $2)`, [
      email,
      tenantSlug ?? null,
    ]);
  }

  /** By the SHA-256 of the cookie's token. */
  staffSession(tokenHash: string): Promise<{ tenantId: string; sessionId: string } | null> {
    return this.askForOne(`select tenant_id as "tenantId", session_id as "sessionId" from locate_staff_session($1)`, tokenHash);
  }

  /** By the key's public first part. */
  apiKey(prefix: string): Promise<{ tenantId: string; apiKeyId: string } | null> {
    return this.askForOne(`select tenant_id as "tenantId", api_key_id as "apiKeyId" from locate_api_key($1)`, prefix);
  }

  /** By the SHA-256 of the link's token. */
  invitation(tokenHash: string): Promise<{ tenantId: string; invitationId: string } | null> {
    return this.askForOne(
      `select tenant_id as "tenantId", invitation_id as "invitationId" from locate_invitation($1)`,
      tokenHash,
    );
  }

  /** By the SHA-256 of the cookie's token. */
  candidateSession(tokenHash: string): Promise<{ tenantId: string; sessionId: string } | null> {
    return this.askForOne(
      `select tenant_id as "tenantId", session_id as "sessionId" from locate_candidate_session($1)`,
      tokenHash,
    );
  }

  /** Open attempts past deadline and grace, the longest overdue first. */
  overdueAttempts(most: number): Promise<{ tenantId: string; attemptId: string }[]> {
    return this.ask(`select tenant_id as "tenantId", attempt_id as "attemptId" from locate_overdue_attempts($1)`, [most]);
  }

  /** Jobs that have been available for so long and that no live lease holds; gradings before trial runs. */
  gradingJobsToRequeue(olderThanSeconds: number, most: number): Promise<WaitingGradingJob[]> {
    return this.ask(
      `select tenant_id as "tenantId", grading_job_id as "gradingJobId", fence, purpose from locate_grading_jobs_to_requeue($1, $2)`,
      [olderThanSeconds, most],
    );
  }

  /** Tenants whose newest audit events are not chained yet. */
  async tenantsWithUnsealedEvents(): Promise<string[]> {
    const rows = await this.ask<{ tenantId: string }>(
      `select tenant_id as "tenantId" from locate_tenants_with_unsealed_events()`,
      [],
    );
    return rows.map((row) => row.tenantId);
  }

  private ask<Row extends object>(sql: string, parameters: readonly unknown[]): Promise<Row[]> {
    return this.unitOfWork.runWithoutTenant((statements) => statements.query<Row>(sql, parameters));
  }

  private async askForOne<Row extends object>(sql: string, key: string): Promise<Row | null> {
    const [row] = await this.ask<Row>(sql, [key]);
    return row ?? null;
  }
}
