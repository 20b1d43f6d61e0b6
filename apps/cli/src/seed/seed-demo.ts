import type { StaffRole } from '@assay/contracts';
import type { Transaction } from '@assay/database';
import { AuditChain, UnitOfWork, openDataSource } from '@assay/database';
import type { DatabaseUrls } from '../embedded/database.js';
import { staffId } from './company.js';
import { demoId } from './demo-id.js';
import type { Cast } from './demo.schema.js';
import { readCast, readDemo } from './demo.js';
import { liveInvitation } from './live-invitation.js';
import { loadDemo, readReports } from './load-demo.js';
import { offerCatalogue } from './offer-catalogue.js';

export interface DemoTarget {
  urls: DatabaseUrls;
  /** Links in the demo start with it, without a trailing slash. */
  publicUrl: string;
  /** `ASSAY_SECRET` of the processes that will read the data. */
  secret: string;
}

/** How a person gets in. */
export interface DemoAccess {
  signIns: { as: string; email: string; password: string }[];
  /** A live invitation that nobody has used. */
  invitationUrl: string;
  /** Why exercises of the catalogue are not offered as they are there, in sentences. */
  notOffered: string[];
}

/**
 * Loads the demo's company once, all of it or nothing. At every call offers what is new in the catalogue, and adds a live invitation
 * when the last one was used or is about to expire. A company that is there already stays as it is.
 *
 * @throws AssayError `database-unavailable`, or `set-up-failed` when the files of the demo do not fit each other.
 */
export async function seedDemo({ urls, publicUrl, secret }: DemoTarget): Promise<DemoAccess> {
  const cast = await readCast();
  const tenantId = demoId(`tenant ${cast.tenant.slug}`, cast.assessment.publishedAt);
  const owner = await openDataSource({ url: urls.owner, applicationName: 'assay-seed', poolSize: 2 });
  try {
    const unitOfWork = new UnitOfWork(owner);
    const isLoaded = await unitOfWork.run(tenantId, hasCompany);
    if (!isLoaded) {
      const demo = await readDemo();
      const reports = await readReports(demo.pieces);
      await unitOfWork.run(tenantId, async (tx) => {
        await tx.query(`select pg_advisory_xact_lock(hashtextextended('the demo', 0))`);
        if (!(await hasCompany(tx))) {
          await loadDemo(tx, demo, reports);
        }
      });
    }
    const notOffered = await unitOfWork.run(tenantId, offerCatalogue);
    const invitedBy = staffId(cast, cast.loop.owner);
    const token = await liveInvitation(unitOfWork, { tenantId, visitors: cast.visitors, invitedBy, secret });
    await new AuditChain(unitOfWork).seal(tenantId);
    return { signIns: signInsOf(cast), invitationUrl: `${publicUrl}/i/${token}`, notOffered };
  } finally {
    await owner.destroy();
  }
}

async function hasCompany(tx: Transaction): Promise<boolean> {
  return (await tx.query(`select from tenant where id = $1`, [tx.tenantId])).length > 0;
}

const roleNames: Record<StaffRole, string> = {
  admin: 'Administrator',
  author: 'Author',
  interviewer: 'Interviewer',
  'hiring-manager': 'Hiring manager',
};

/** One line per person, such as "Interviewer Marl Esk". */
function signInsOf({ staff, password }: Cast): DemoAccess['signIns'] {
  return staff.map(({ name, email, roles }) => ({
    as: `${roles.map((role) => roleNames[role]).join(', ')} ${name}`,
    email,
    password,
  }));
}
