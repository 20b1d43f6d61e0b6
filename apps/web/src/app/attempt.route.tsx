import { PageLoading } from './page-loading.js';

export function AttemptRoute() {
  return <PageLoading />;
}
