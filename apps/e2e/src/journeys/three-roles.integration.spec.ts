import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { axeViolations, person } from '../testing/browser.js';
import type { RunningPlatform } from '../testing/platform.js';
import { oneOf, signedIn } from '../testing/staff.js';
import type { Stage } from '../testing/stage.js';
import { openStage } from '../testing/stage.js';

const solution = fileURLToPath(
  new URL('../../../../libs/catalogue/exercises/python/word-counter/submissions/reference/solution.py', import.meta.url),
);

/** Someone builds and invites, a candidate works, two interviewers rate blind, a hiring manager decides. */
describe.each(['docker', 'bubblewrap'] as const)('three people, one journey, graded on %s', (driver) => {
  let stage: Stage | undefined;
  let platform: RunningPlatform;
  let browser: Browser;
  let manager: Page;
  let link: string;

  beforeAll(async () => {
    stage = await openStage({ driver });
    ({ platform, browser } = stage);
  }, 180_000);
  afterAll(() => stage?.close());

  it('builds an assessment from the role, publishes it and invites a candidate', async () => {
    manager = await signedIn(browser, platform, oneOf(platform, /manager/i));
    await manager.getByRole('link', { name: 'Assessments' }).first().click();
    await manager.getByRole('button', { name: 'New assessment' }).click();
    await manager.getByLabel('Title').fill('Journey screen');
    await manager.getByRole('button', { name: 'Create draft' }).click();
    await manager.getByRole('button', { name: 'Add Word counter' }).click();
    await manager.getByText(/Reach 1 more competency/).waitFor();
    await manager.getByRole('button', { name: 'Add Make it safe to change' }).click();
    await manager.getByRole('status').getByText('Saved').waitFor();
    expect(await axeViolations(manager)).toEqual([]);
    await manager.getByRole('button', { name: 'Publish version 1' }).click();
    await manager.getByRole('link', { name: 'Candidates' }).click();
    await manager.getByRole('button', { name: 'Invite candidates' }).first().click();
    await manager.getByLabel('Name').fill('Robin Larch');
    await manager.getByLabel('E-mail').fill('robin.larch@mail.example');
    await manager.getByRole('button', { name: 'Invite', exact: true }).click();
    link = (await manager.locator('.copylink code').first().textContent()) ?? '';
    expect(link).toContain('/i/');
    await manager.keyboard.press('Escape');
  });

  it('lets the candidate work, run the visible tests and hand in', async () => {
    const { page } = await person(browser);
    await page.goto(link);
    await page.getByLabel('I have read the rules and what is recorded.').check();
    expect(await axeViolations(page)).toEqual([]);
    await page.getByRole('button', { name: /^Start/ }).click();
    await page.locator('.cm-content').click();
    await page.keyboard.press('Control+A');
    await page.keyboard.insertText(await readFile(solution, 'utf8'));
    await page.getByText('Saved').first().waitFor();
    await page.getByRole('button', { name: /^Run/ }).first().click();
    const tests = page.getByRole('list', { name: 'Visible tests' });
    await tests.getByText('Passed').first().waitFor({ timeout: 90_000 });
    expect(await tests.getByText('Failed').count()).toBe(0);
    expect(await axeViolations(page)).toEqual([]);
    await page
      .getByRole('button', { name: /^Submit/ })
      .first()
      .click();
    const receipt = page.getByRole('dialog');
    await receipt
      .getByText(/[0-9a-f]{8}/)
      .first()
      .waitFor();
    await receipt.getByRole('button', { name: /Keep working/ }).click();
    await page.getByRole('button', { name: 'Help and shortcuts' }).click();
    await page.getByRole('button', { name: 'End the assessment' }).click();
    await page.getByRole('dialog').getByRole('button', { name: /^End/ }).last().click();
    await page.getByRole('heading', { name: 'You are done' }).waitFor();
    expect(await axeViolations(page)).toEqual([]);
  });

  it.each([0, 1])('lets interviewer %d rate the newest pieces blind', async (nth) => {
    const page = await signedIn(browser, platform, oneOf(platform, /interviewer/i, nth));
    for (const exercise of ['Word counter', 'Make it safe to change']) await rateNewest(page, exercise);
    await page.close();
  });

  it('leads the hiring manager from the comparison to the evidence and to a decision', async () => {
    await manager.getByRole('link', { name: 'Compare' }).first().click();
    await manager
      .getByRole('row', { name: /Journey screen/ })
      .getByRole('link')
      .first()
      .click();
    await manager.getByRole('button', { name: 'Shown' }).click();
    const cell = manager.getByRole('button', { name: /^Robin Larch, .*likely/ }).first();
    await cell.click();
    const evidence = manager.getByRole('complementary', { name: 'Evidence' });
    await evidence.getByText('Reads well and keeps each rule in one place.').first().waitFor();
    expect(await axeViolations(manager)).toEqual([]);
    await manager.getByRole('button', { name: /^Record a decision/ }).click();
    await manager.getByRole('radio', { name: 'Move forward', exact: true }).check();
    await manager
      .getByLabel('Reason, in your own words')
      .fill('The rules stand in one place each and the hidden tests agree with both raters.');
    await manager.getByRole('button', { name: 'Record decision' }).click();
    await manager.getByText('Decided: Move forward').waitFor();
    expect(await axeViolations(manager)).toEqual([]);
  });
});

/** Takes the piece that is due last (the demo's are older) and rates each criterion from the keyboard. */
async function rateNewest(page: Page, exercise: string): Promise<void> {
  await page.getByRole('link', { name: 'Review queue' }).first().click();
  await page.getByRole('button', { name: 'Open', exact: true }).click();
  await page.getByRole('button', { name: 'Due' }).click();
  await page.getByRole('button', { name: 'Due' }).click();
  await page.locator('th[aria-sort="descending"]', { hasText: 'Due' }).waitFor();
  await page.getByRole('row').filter({ hasText: exercise }).first().getByRole('link').click();
  expect(await page.getByText('Robin Larch').count()).toBe(0);
  await page.getByRole('button', { name: 'Take this review' }).click();
  await page.getByRole('button', { name: 'Submit ratings' }).waitFor();
  const criteria = await page.getByRole('complementary', { name: 'Rubric' }).locator('.rnav button').count();
  for (let at = 0; at < criteria; at += 1) {
    await page.getByRole('heading', { name: 'Rubric' }).click();
    await page.keyboard.press('3');
    await page.getByRole('textbox', { name: 'Reason', exact: true }).fill('Reads well and keeps each rule in one place.');
    await page.getByRole('heading', { name: 'Rubric' }).click();
    await page.keyboard.press('j');
  }
  expect(await axeViolations(page)).toEqual([]);
  await page.getByText('Draft saved').waitFor();
  await page.getByRole('button', { name: 'Submit ratings' }).click();
  await page.getByText('What others rated').waitFor();
}
