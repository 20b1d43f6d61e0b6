import { Skeleton } from '../components/skeleton.js';

/** While a screen's code or its first data is on the way. */
export function PageLoading() {
  return (
    <main className="page">
      <Skeleton label="Loading the page" />
    </main>
  );
}
