import type { MantineProviderProps } from '@mantine/core';
import { MantineProvider } from '@mantine/core';
import type { QueryClient } from '@tanstack/react-query';
import { QueryClientProvider } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { colourSchemeManager } from '../components/colour-scheme.js';
import { ShortcutsProvider } from '../components/shortcuts/shortcuts.js';
import { cssVariables, theme } from '../components/theme.js';
import { styleNonce } from '../lib/style-nonce.js';

interface ProvidersProps extends Pick<MantineProviderProps, 'env'> {
  client: QueryClient;
  children: ReactNode;
}

/** Everything that stands around the routes. Where `env` is `test`, what opens and closes does so at once. */
export function Providers({ client, children, env = 'default' }: ProvidersProps) {
  return (
    <QueryClientProvider client={client}>
      <MantineProvider
        theme={theme}
        cssVariablesResolver={cssVariables}
        colorSchemeManager={colourSchemeManager}
        defaultColorScheme="auto"
        getStyleNonce={styleNonce}
        env={env}
      >
        <ShortcutsProvider>{children}</ShortcutsProvider>
      </MantineProvider>
    </QueryClientProvider>
  );
}
