import '../components/styles/all.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { createBrowserRouter } from 'react-router';
import { RouterProvider } from 'react-router/dom';
import { Providers } from './providers.js';
import { createQueryClient } from './query-client.js';
import { createRoutes } from './routes.js';

const root = document.getElementById('root');
if (root) {
  const client = createQueryClient();
  const router = createBrowserRouter(createRoutes(client));
  createRoot(root).render(
    <StrictMode>
      <Providers client={client}>
        <RouterProvider router={router} />
      </Providers>
    </StrictMode>,
  );
}
