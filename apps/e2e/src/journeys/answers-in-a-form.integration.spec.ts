import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Locator, Page } from 'playwright-core';
import { axeViolations, person } from '../testing/browser.js';
import type { RunningPlatform } from '../testing/platform.js';
import { oneOf, signedIn } from '../testing/staff.js';
import type { Stage } from '../testing/stage.js';
import { openStage } from '../testing/stage.js';

const judgement = 'Compute, I/O or architecture?';
const review = 'Review this diff, answer the author';

/** Judgements and a code review are answered without a line of JSON, and rated with the key beside them. */
describe('answers in a form', () => {
  let stage: Stage | undefined;
  let platform: RunningPlatform;
  let browser: Browser;
  let manager: Page;
  let link: string;

  beforeAll(async () => {
    stage = await openStage({ driver: 'bubblewrap' });
    ({ platform, browser } = stage);
  }, 180_000);
  afterAll(() => stage?.close());

  it('are seen by whoever builds the assessment as candidates will see them', async () => {
    manager = await signedIn(browser, platform, oneOf(platform, /manager/i));
    await manager.getByRole('link', { name: 'Assessments' }).first().click();
    await manager.getByRole('button', { name: 'New assessment' }).click();
    await manager.getByLabel('Title').fill('Judgement and review');
    await manager.getByRole('button', { name: 'Create draft' }).click();
    for (const title of [judgement, review]) await manager.getByRole('button', { name: `Add ${title}` }).click();
    await manager.getByRole('status').getByText('Saved').waitFor();
    await manager
      .getByRole('link', { name: `Preview ${judgement}` })
      .first()
      .click();
    await manager.getByRole('tab', { name: 'Workspace' }).click();
    await manager.getByText('0 of 4 answered').waitFor();
    expect(await axeViolations(manager)).toEqual([]);
    await manager.getByRole('link', { name: 'Back' }).click();
    await manager.getByRole('button', { name: 'Publish version 1' }).click();
    await manager.getByRole('link', { name: 'Candidates' }).click();
    await manager.getByRole('button', { name: 'Invite candidates' }).first().click();
    await manager.getByLabel('Name').fill('Rowan Ashby');
    await manager.getByLabel('E-mail').fill('rowan.ashby@mail.example');
    await manager.getByRole('button', { name: 'Invite', exact: true }).click();
    link = (await manager.locator('.copylink code').first().textContent()) ?? '';
    expect(link).toContain('/i/');
  });

  it('are given by a candidate, kept, and missed where they are missing', async () => {
    const { page } = await person(browser);
    await page.goto(link);
    await page.getByLabel('I have read the rules and what is recorded.').check();
    await page.getByRole('button', { name: /^Start/ }).click();
    await page.getByText('0 of 4 answered').waitFor();
    const first = page.getByRole('table', { name: /The nightly join/ });
    await first.getByRole('radio', { name: /^Best: Port the job to a lazy/ }).check();
    await first.getByRole('radio', { name: /^Worst: Port the job to Spark/ }).check();
    await page
      .getByRole('textbox', { name: /Why is your choice the best one for the nightly join/ })
      .fill('Two tenths of the data took 3.5 GB.');
    await page.getByText('2 of 4 answered').waitFor();
    await page.getByText('Saved').first().waitFor();
    await page.reload();
    await page.getByText('2 of 4 answered').waitFor();
    await expectChecked(first.getByRole('radio', { name: /^Best: Port the job to a lazy/ }));
    expect(await axeViolations(page)).toEqual([]);
    await submit(page);
    await page
      .getByRole('dialog')
      .getByText(/answers are missing/)
      .waitFor();
    await page.getByRole('button', { name: 'Submit as it is' }).click();
    await page
      .getByRole('dialog')
      .getByText(/[0-9a-f]{8}/)
      .first()
      .waitFor();
    await page
      .getByRole('dialog')
      .getByRole('button', { name: /Keep working/ })
      .click();

    expect(await page.getByRole('button', { name: /^Run/ }).getAttribute('aria-disabled')).toBe('true');
    await page.getByRole('navigation', { name: 'Exercises' }).getByRole('link').nth(1).click();
    await page.getByText('Choose a line number of the new version').waitFor();
    await page
      .getByRole('button', { name: /^Line \d+$/ })
      .nth(3)
      .click();
    await page.getByRole('button', { name: 'Comment', exact: true }).click();
    await page.getByRole('textbox', { name: /^Comment on line/ }).fill('This can fail twice; who cleans up?');
    await page.getByRole('button', { name: 'Add comment' }).click();
    await page.getByText('Your review: 1 comment').waitFor();
    expect(await axeViolations(page)).toEqual([]);
    await page.getByText('Saved').first().waitFor();
    await submit(page);
    await page
      .getByRole('dialog')
      .getByText(/[0-9a-f]{8}/)
      .first()
      .waitFor();
    await page
      .getByRole('dialog')
      .getByRole('button', { name: /Keep working/ })
      .click();
    await page.getByRole('button', { name: 'Help and shortcuts' }).click();
    await page.getByRole('button', { name: 'End the assessment' }).click();
    await page.getByRole('dialog').getByRole('button', { name: /^End/ }).last().click();
    await page.getByRole('heading', { name: 'You are done' }).waitFor();
  });

  it('are rated with the key beside them', async () => {
    const page = await signedIn(browser, platform, oneOf(platform, /interviewer/i));
    for (const title of [judgement, review]) {
      await page.getByRole('link', { name: 'Review queue' }).first().click();
      await page.getByRole('button', { name: 'Open', exact: true }).click();
      await page.getByRole('row').filter({ hasText: title }).first().getByRole('link').click();
      await page.getByRole('button', { name: 'Take this review' }).click();
      await page.getByRole('region', { name: /, with the key$/ }).waitFor();
      expect(await page.getByText('Rowan Ashby').count()).toBe(0);
      expect(await axeViolations(page)).toEqual([]);
    }
    await page.close();
  });
});

async function submit(page: Page): Promise<void> {
  await page
    .getByRole('button', { name: /^Submit/ })
    .first()
    .click();
}

async function expectChecked(radio: Locator): Promise<void> {
  await radio.waitFor();
  expect(await radio.isChecked()).toBe(true);
}
