import { MantineProvider } from '@mantine/core';
import type { QueryClient } from '@tanstack/react-query';
import { QueryClientProvider } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { colourSchemeManager } from '../components/colour-scheme.js';
import { ShortcutsProvider } from '../components/shortcuts/shortcuts.js';
import { cssVariables, theme } from '../components/theme.js';
import { styleNonce } from '../lib/style-nonce.js';

/** Everything that stands around the routes. */
export function Providers({ client, children }: { client: QueryClient; children: ReactNode }) {
  return (
    <QueryClientProvider client={client}>
      <MantineProvider
        theme={theme}
        cssVariablesResolver={cssVariables}
        colorSchemeManager={colourSchemeManager}
        defaultColorScheme="auto"
        getStyleNonce={styleNonce}
      >
        <ShortcutsProvider>{children}</ShortcutsProvider>
      </MantineProvider>
    </QueryClientProvider>
  );
}
