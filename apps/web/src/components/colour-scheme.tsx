import { localStorageColorSchemeManager, useMantineColorScheme } from '@mantine/core';
import { Segmented } from './field.js';

/** The same key is read by `public/colour-scheme.js` before the first paint. */
export const colourSchemeManager = localStorageColorSchemeManager({ key: 'assay-colour-scheme' });

/** System, light or dark; kept on this device. */
export function ColourSchemeControl() {
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  return (
    <Segmented
      label="Appearance"
      value={colorScheme}
      onChange={setColorScheme}
      options={[
        { value: 'auto', label: 'System' },
        { value: 'light', label: 'Light' },
        { value: 'dark', label: 'Dark' },
      ]}
    />
  );
}
