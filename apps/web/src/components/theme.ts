import type { CSSVariablesResolver, MantineColorsTuple } from '@mantine/core';
import { createTheme } from '@mantine/core';

const iris: MantineColorsTuple = [
  '#EDEFFC',
  '#D3D9F8',
  '#C3CAF5',
  '#ABB5F0',
  '#8F9EFF',
  '#7080EE',
  '#5365E0',
  '#3B4CCA',
  '#303FAE',
  '#232E80',
];
/** Shade 4 of gray and dark is the strong line: Mantine draws the edges of controls with it, and those need 3:1. */
const gray: MantineColorsTuple = [
  '#F6F7F9',
  '#EFF1F5',
  '#E9ECF1',
  '#DDE1E7',
  '#7C8595',
  '#6B7484',
  '#5B6372',
  '#444C5A',
  '#2A303B',
  '#161A22',
];
const dark: MantineColorsTuple = [
  '#E8EBF1',
  '#B6BDCA',
  '#99A2B1',
  '#8B94A4',
  '#737C8D',
  '#232832',
  '#15181E',
  '#0E1014',
  '#0B0D10',
  '#07080A',
];

/** The design's tokens in Mantine's form. */
export const theme = createTheme({
  primaryColor: 'iris',
  primaryShade: { light: 7, dark: 6 },
  colors: { iris, gray, dark },
  black: '#161A22',
  white: '#FFFFFF',
  fontFamily: 'var(--font)',
  fontFamilyMonospace: 'var(--mono)',
  fontSizes: { xs: '0.75rem', sm: '0.8125rem', md: '0.875rem', lg: '1rem', xl: '1.25rem' },
  lineHeights: { xs: '1.334', sm: '1.385', md: '1.429', lg: '1.5', xl: '1.4' },
  spacing: { xs: '0.25rem', sm: '0.5rem', md: '0.75rem', lg: '1rem', xl: '1.5rem' },
  radius: { xs: '0.25rem', sm: '0.375rem', md: '0.625rem', lg: '0.625rem', xl: '62.4375rem' },
  defaultRadius: 'sm',
  breakpoints: { xs: '20em', sm: '48em', md: '64em', lg: '73.75em', xl: '90em' },
  cursorType: 'pointer',
  focusRing: 'auto',
  respectReducedMotion: true,
  headings: {
    fontWeight: '600',
    sizes: {
      h1: { fontSize: '1.25rem', lineHeight: '1.4' },
      h2: { fontSize: '1rem', lineHeight: '1.5' },
      h3: { fontSize: '0.875rem', lineHeight: '1.429' },
      h4: { fontSize: '0.75rem', lineHeight: '1.334' },
    },
  },
});

/** Mantine's variables follow our roles, so a component without a class still has the right line and ground. */
const roles = {
  '--mantine-color-body': 'var(--bg)',
  '--mantine-color-text': 'var(--text)',
  '--mantine-color-dimmed': 'var(--text-2)',
  '--mantine-color-placeholder': 'var(--text-3)',
  '--mantine-color-anchor': 'var(--accent-text)',
  '--mantine-color-default': 'var(--surface)',
  '--mantine-color-default-hover': 'var(--hover)',
  '--mantine-color-default-border': 'var(--line-strong)',
  '--mantine-color-error': 'var(--bad-text)',
};

export const cssVariables: CSSVariablesResolver = () => ({ variables: {}, light: roles, dark: roles });
