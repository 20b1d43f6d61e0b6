import type { ChainCheck } from '@assay/contracts';
import { AuditChain, UnitOfWork, openDataSource } from '@assay/database';
import type { AssayConfig } from '@assay/platform';
import { withDatabase } from '../embedded/attach.js';
import { listTenants } from '../embedded/tenants.js';
import { table } from '../workspace/terminal.js';

/** Recomputes the chain of every tenant. */
export async function verifyAudit(config: AssayConfig): Promise<{ report: string; intact: boolean }> {
  return withDatabase(config, async (urls) => {
    const tenants = await listTenants(urls.owner);
    const dataSource = await openDataSource({ url: urls.app });
    try {
      const chain = new AuditChain(new UnitOfWork(dataSource));
      const rows: string[][] = [];
      let intact = true;
      for (const tenant of tenants) {
        const check = await chain.verify(tenant.id);
        intact &&= check.intact;
        rows.push([tenant.slug, String(check.events), String(check.unsealed), check.head?.slice(0, 12) ?? '–', judgement(check)]);
      }
      return { intact, report: table(['tenant', 'events', 'unsealed', 'head', 'chain'], rows, ['events', 'unsealed']) };
    } finally {
      await dataSource.destroy();
    }
  });
}

function judgement({ intact, broken }: ChainCheck): string {
  return intact || broken === null ? 'intact' : `BROKEN at ${broken.seq} (${broken.id}): ${broken.why}`;
}
