import type { RouteRequest, StaffSession, routes } from '@assay/contracts';
import { permissions } from '@assay/contracts';
import { AuditStore, Locators, StaffSessionStore, StaffStore, TenantStore, UnitOfWork } from '@assay/database';
import { permissionsOf } from '@assay/domain';
import { AssayError, newSecret, passwordFits, sha256 } from '@assay/platform';
import { Injectable } from '@nestjs/common';
import type { StaffActor } from '../http/actor.js';
import { auditName } from '../http/actor.js';
import { staffSessionLifetime } from './session-lifetimes.js';
import { GuessThrottle } from '../http/guess-throttle.js';

interface Account {
  tenantId: string;
  staffId: string;
}

/** Where a sign-in comes from: the caller's address, and the token of the session that it replaces. */
export interface SignInOrigin {
  address: string;
  replaces: string | undefined;
}

@Injectable()
export class SignInService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly locators: Locators,
    private readonly staff: StaffStore,
    private readonly tenants: TenantStore,
    private readonly sessions: StaffSessionStore,
    private readonly audit: AuditStore,
    private readonly throttle: GuessThrottle,
  ) {}

  /** Checks the password and opens a session under a new token; the session that the browser had before ends. */
  async signIn(
    { email, password, tenant }: RouteRequest<typeof routes.auth.signIn>['body'],
    origin: SignInOrigin,
  ): Promise<{ token: string; session: StaffSession }> {
    const triesLeft = await this.throttle.begin(origin.address, email);
    const accounts = await this.accountsWith(email, password, tenant);
    const [account, ...others] = accounts;
    if (account === undefined) {
      await this.throttle.failed(origin.address, email);
      throw new AssayError('wrong-credentials', `Email and password do not match. ${leftInWords(triesLeft)}`);
    }
    await this.throttle.succeeded(origin.address, email);
    if (others.length > 0) {
      throw await this.tenantNeeded(accounts);
    }
    await this.endReplaced(origin.replaces);
    return this.open(account);
  }

  async signOut(actor: StaffActor): Promise<Record<string, never>> {
    await this.unitOfWork.run(actor.tenantId, async (tx) => {
      await this.sessions.end(tx, actor.sessionId);
      await this.audit.append(tx, {
        action: 'staff.signed-out',
        actor: auditName(actor),
        subject: `staff:${actor.staffId}`,
        payload: {},
      });
    });
    return {};
  }

  async me(actor: StaffActor): Promise<StaffSession> {
    return this.describe(actor);
  }

  private async accountsWith(email: string, password: string, tenant: string | undefined): Promise<Account[]> {
    const located = await this.locators.staffByEmail(email, tenant);
    if (located.length === 0) {
      await passwordFits(password, null);
    }
    const fitting: Account[] = [];
    for (const account of located) {
      const kept = await this.unitOfWork.run(account.tenantId, (tx) => this.staff.findOptionalPasswordHash(tx, account.staffId));
      if (await passwordFits(password, kept)) {
        fitting.push(account);
      }
    }
    return fitting;
  }

  /** Told only to somebody whose password fits at each of them. */
  private async tenantNeeded(accounts: Account[]): Promise<AssayError> {
    const tenants = await Promise.all(
      accounts.map(({ tenantId }) => this.unitOfWork.run(tenantId, (tx) => this.tenants.find(tx))),
    );
    return new AssayError('tenant-needed', 'You work for several companies with this address: choose one.', {
      extra: { tenants: tenants.map(({ slug, name }) => ({ slug, name })) },
    });
  }

  private async endReplaced(token: string | undefined): Promise<void> {
    const replaced = token === undefined ? null : await this.locators.staffSession(sha256(token));
    if (replaced !== null) {
      await this.unitOfWork.run(replaced.tenantId, (tx) => this.sessions.end(tx, replaced.sessionId));
    }
  }

  private async open({ tenantId, staffId }: Account): Promise<{ token: string; session: StaffSession }> {
    const token = newSecret();
    await this.unitOfWork.run(tenantId, async (tx) => {
      await this.sessions.create(tx, { staffId, tokenHash: sha256(token), lifetimeSeconds: staffSessionLifetime.absolute });
      await this.audit.append(tx, {
        action: 'staff.signed-in',
        actor: `staff:${staffId}`,
        subject: `staff:${staffId}`,
        payload: {},
      });
    });
    return { token, session: await this.describe({ tenantId, staffId }) };
  }

  private async describe({ tenantId, staffId }: Account): Promise<StaffSession> {
    return this.unitOfWork.run(tenantId, async (tx) => {
      const person = await this.staff.findOptional(tx, staffId);
      if (person === null) {
        throw new AssayError('not-signed-in', 'Sign in to continue.');
      }
      const { id, slug, name } = await this.tenants.find(tx);
      const held = permissionsOf(person.roles);
      return {
        staff: { id: person.id, name: person.name, email: person.email, roles: person.roles },
        tenant: { id, slug, name },
        permissions: permissions.filter((permission) => held.has(permission)),
      };
    });
  }
}

function leftInWords(tries: number): string {
  if (tries === 0) {
    return 'No tries left: wait 15 minutes before the next one.';
  }
  return tries === 1 ? '1 try left.' : `${String(tries)} tries left.`;
}
