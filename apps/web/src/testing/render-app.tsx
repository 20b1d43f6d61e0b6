import type { RenderResult } from '@testing-library/react';
import { render } from '@testing-library/react';
import type { UserEvent } from '@testing-library/user-event';
import { userEvent } from '@testing-library/user-event';
import type { ReactNode } from 'react';
import { createMemoryRouter, RouterProvider } from 'react-router';
import { Providers } from '../app/providers.js';
import { createQueryClient } from '../app/query-client.js';
import { createRoutes } from '../app/routes.js';
import { FakeApi } from './fake-api.js';

export interface Rendered extends RenderResult {
  api: FakeApi;
  user: UserEvent;
  /** Where the router is: path and search. */
  location: () => string;
}

/**
 * Renders the whole app at an address against a fake API:
 * `const { user } = renderApp('/reviews', signedIn(new FakeApi()).on(routes.reviews.list, () => ({ items: [] })));`
 */
export function renderApp(address: string, api: FakeApi): Rendered {
  globalThis.fetch = api.fetch;
  const client = createQueryClient();
  client.setDefaultOptions({ queries: { ...client.getDefaultOptions().queries, retry: false } });
  const router = createMemoryRouter(createRoutes(client), { initialEntries: [address] });
  const result = render(
    <Providers client={client} env="test">
      <RouterProvider router={router} />
    </Providers>,
  );
  return {
    ...result,
    api,
    user: userEvent.setup(),
    location: () => router.state.location.pathname + router.state.location.search,
  };
}

/** Renders one component inside the providers and a router, at `/`. */
export function renderComponent(element: ReactNode, api: FakeApi = new FakeApi(), address = '/'): Rendered {
  globalThis.fetch = api.fetch;
  const client = createQueryClient();
  const router = createMemoryRouter([{ path: '*', element }], { initialEntries: [address] });
  const result = render(
    <Providers client={client} env="test">
      <RouterProvider router={router} />
    </Providers>,
  );
  return {
    ...result,
    api,
    user: userEvent.setup(),
    location: () => router.state.location.pathname + router.state.location.search,
  };
}
