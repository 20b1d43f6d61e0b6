import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { axeViolations, person } from '../testing/browser.js';
import type { RunningPlatform } from '../testing/platform.js';
import { oneOf, signedIn } from '../testing/staff.js';
import type { Stage } from '../testing/stage.js';
import { openStage } from '../testing/stage.js';

/** Every main screen on the demo's data: both themes pass axe, and 320 px need no sideways scroll of the page. */
describe('every screen', () => {
  let stage: Stage | undefined;
  let platform: RunningPlatform;
  let browser: Browser;

  beforeAll(async () => {
    stage = await openStage({ driver: 'bubblewrap' });
    ({ platform, browser } = stage);
  }, 180_000);
  afterAll(() => stage?.close());

  const looks = [
    { scheme: 'light', width: 1440 },
    { scheme: 'dark', width: 1440 },
    { scheme: 'light', width: 320 },
  ] as const;

  it.each(looks)('of the staff is clean in $scheme at $width px', async (look) => {
    const page = await signedIn(browser, platform, oneOf(platform, /admin/i), look);
    for (const visit of staffScreens) {
      await visit(page, platform.url);
      expect(await findings(page)).toEqual([]);
    }
    await page.close();
  });

  it.each(looks)('before signing in is clean in $scheme at $width px', async (look) => {
    const { page } = await person(browser, look);
    await page.goto(`${platform.url}/sign-in`);
    await page.getByRole('heading', { name: 'Sign in' }).waitFor();
    expect(await findings(page)).toEqual([]);
    await page.goto(`${platform.url}/i/a-link-that-nobody-was-given`);
    await page.getByRole('heading', { name: 'This link does not work' }).waitFor();
    expect(await findings(page)).toEqual([]);
    await page.close();
  });

  it.each(looks)('of the candidate is clean in $scheme at $width px', async (look) => {
    const { page } = await person(browser, look);
    await page.goto(platform.invitation);
    await page.getByRole('heading', { level: 1 }).waitFor();
    expect(await findings(page)).toEqual([]);
    const start = page.getByRole('button', { name: /^Start/ });
    if ((await start.count()) > 0) {
      await page.getByLabel('I have read the rules and what is recorded.').check();
      await start.click();
    }
    await page.getByRole('tabpanel').first().waitFor();
    expect(await findings(page)).toEqual([]);
    await page.close();
  });
});

const staffScreens: ((page: Page, url: string) => Promise<void>)[] = [
  async (page, url) => {
    await page.goto(`${url}/assessments`);
    await page.getByRole('table', { name: 'Assessments' }).waitFor();
  },
  async (page) => {
    await page.getByRole('rowheader').first().getByRole('link').click();
    await page.getByRole('complementary', { name: 'Coverage' }).waitFor();
  },
  async (page) => {
    await page.getByRole('link', { name: 'Candidates' }).click();
    await page.getByRole('table', { name: 'Candidates' }).waitFor();
  },
  async (page, url) => {
    await page.goto(`${url}/reviews`);
    await page.getByRole('table', { name: 'Reviews' }).waitFor();
  },
  async (page) => {
    await page.getByRole('rowheader').first().getByRole('link').click();
    await page.getByRole('complementary', { name: 'Rubric' }).waitFor();
  },
  async (page, url) => {
    await page.goto(`${url}/compare`);
    await page.getByRole('rowheader').first().getByRole('link').click();
    await page.getByRole('region', { name: 'Comparison' }).waitFor();
  },
  async (page) => {
    await page
      .getByRole('button', { name: /likely/ })
      .first()
      .click();
    await page.getByRole('heading', { name: 'Where it comes from' }).waitFor();
  },
  async (page, url) => {
    await page.goto(`${url}/audit`);
    await page.getByRole('table', { name: 'Audit events, newest first' }).waitFor();
  },
];

/** Axe's findings, and whether the page scrolls sideways. */
async function findings(page: Page): Promise<string[]> {
  const over = await page.evaluate<number>('document.documentElement.scrollWidth - document.documentElement.clientWidth');
  const sideways = over > 0 ? [`${page.url()} scrolls sideways by ${String(over)} px`] : [];
  return [...(await axeViolations(page)), ...sideways];
}
