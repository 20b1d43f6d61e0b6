import { Client } from 'pg';

/** Every tenant of an installation: an operator's view, so it needs the owner's rights. */
export async function listTenants(ownerUrl: string): Promise<{ id: string; slug: string }[]> {
  const client = new Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    const { rows } = await client.query<{ id: string; slug: string }>('select id, slug from tenant order by slug');
    return rows;
  } finally {
    await client.end();
  }
}
