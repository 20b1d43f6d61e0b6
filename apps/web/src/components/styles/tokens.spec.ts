import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { theme } from '../theme.js';

/** The design's table: token, light, dark. */
const table = `
  bg F6F7F9 0E1014 | surface FFFFFF 15181E | sunken EFF1F5 1C2028 | hover E9ECF1 232832
  text 161A22 E8EBF1 | text-2 444C5A B6BDCA | text-3 5B6372 99A2B1
  line DDE1E7 2A303B | line-strong 7C8595 737C8D
  accent 3B4CCA 5365E0 | accent-text 3341B4 A9B5FF | accent-soft EDEFFC 1D2340 | focus 3B4CCA 93A2FF
  ok-text 136A40 5CCB95 | ok-ui 1C8653 3FB27C | ok-soft E6F4EC 12271E
  bad-text B0212B FF8F8C | bad-ui CB3A3F EF6A69 | bad-soft FCECEC 321A1C
  warn-text 7E4F00 E9B85B | warn-ui A66A00 CC9A3C | warn-soft FCF2DB 2B2211
  unk-text 4B5362 A9B1BF | unk-soft EFF1F5 1C2028
  mark 3B4CCA 8F9EFF | mark-2 6B7484 8B94A4 | band E7EAF8 1B2038
  seq-1 F0F2FD 1B1F2E | seq-2 D3D9F8 262E5A | seq-3 ABB5F0 36418A | seq-4 5868D6 9AA7FF | seq-5 3443B4 C6CEFF
  syn-kw 8A2A86 D99AE0 | syn-fn 2B46B0 9DB2FF | syn-str 17693F 7CCFA0 | syn-num 9A4400 EFA877 | syn-com 5E6674 949DAC
  syn-dec 7A5200 E2BC72`;

const rows = table
  .trim()
  .split(/[|\n]/)
  .map((row) => row.trim().split(' ') as [token: string, light: string, dark: string]);

const sheet = readFileSync(new URL('./tokens.css', import.meta.url), 'utf8');
const [light = '', dark = ''] = sheet.split("[data-mantine-color-scheme='dark']");

function valueIn(block: string, token: string): string | undefined {
  return new RegExp(`--${token}: #([0-9a-f]{6});`, 'i').exec(block)?.[1]?.toUpperCase();
}

const luminance = (hex: string): number => {
  const [r = 0, g = 0, b = 0] = [0, 2, 4]
    .map((at) => Number.parseInt(hex.slice(at, at + 2), 16) / 255)
    .map((value) => (value <= 0.03928 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
};
/** Contrast ratio of WCAG 2. */
const contrast = (one: string, other: string): number => {
  const [low = 0, high = 0] = [luminance(one), luminance(other)].toSorted((a, b) => a - b);
  return (high + 0.05) / (low + 0.05);
};

describe('the tokens', () => {
  it.each(rows)('%s is %s in light and %s in dark', (token, wantedLight, wantedDark) => {
    expect([valueIn(light, token), valueIn(dark, token)]).toEqual([wantedLight, wantedDark]);
  });

  it('are the same names in both schemes', () => {
    const colours = (block: string): string[] => [...block.matchAll(/--([\w-]+): (?:#|0 )/g)].map(([, name]) => name ?? '');
    expect(colours(dark)).toEqual(colours(light));
  });

  it.each([
    ['light', light],
    ['dark', dark],
  ])('can be read on every ground in %s', (_scheme, block) => {
    const value = (token: string): string => valueIn(block, token) ?? '';
    const grounds = ['bg', 'surface', 'sunken', 'hover'];
    const texts = ['text', 'text-2', 'text-3', 'accent-text', 'unk-text'];
    const low = texts
      .flatMap((text) => grounds.map((ground) => ({ text, ground, ratio: contrast(value(text), value(ground)) })))
      .filter(({ ratio }) => ratio < 4.5);
    expect(low).toEqual([]);
    for (const tone of ['ok', 'bad', 'warn']) {
      expect(contrast(value(`${tone}-text`), value(`${tone}-soft`))).toBeGreaterThan(4.5);
    }
    for (const edge of ['line-strong', 'focus', 'mark']) {
      expect(contrast(value(edge), value('surface'))).toBeGreaterThan(3);
    }
  });
});

describe('the theme', () => {
  it('draws its primary colour from the accent of each scheme', () => {
    expect(theme.primaryShade).toEqual({ light: 7, dark: 6 });
    expect(theme.colors?.['iris']?.[7]).toBe(`#${valueIn(light, 'accent') ?? ''}`);
    expect(theme.colors?.['iris']?.[6]).toBe(`#${valueIn(dark, 'accent') ?? ''}`);
  });

  it('draws the edges of controls with the strong line', () => {
    expect(theme.colors?.['gray']?.[4]).toBe(`#${valueIn(light, 'line-strong') ?? ''}`);
    expect(theme.colors?.['dark']?.[4]).toBe(`#${valueIn(dark, 'line-strong') ?? ''}`);
  });
});
