import type { Browser, Page } from 'playwright-core';
import { person } from './browser.js';
import type { RunningPlatform, SignIn } from './platform.js';

/** Signs somebody of the demo in, as they would. */
export async function signedIn(
  browser: Browser,
  platform: RunningPlatform,
  who: SignIn,
  options: Parameters<typeof person>[1] = {},
): Promise<Page> {
  const { page } = await person(browser, options);
  await page.goto(`${platform.url}/sign-in`);
  await page.getByLabel('Work email').fill(who.email);
  await page.getByLabel('Password').fill(who.password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('navigation', { name: 'Main' }).waitFor();
  return page;
}

/** The first of the demo's people whose printed role fits. */
export function oneOf(platform: RunningPlatform, as: RegExp, nth = 0): SignIn {
  const found = platform.signIns.filter((one) => as.test(one.as))[nth];
  if (!found) {
    throw new Error(`Nobody of the demo signs in as ${String(as)}: ${platform.signIns.map((one) => one.as).join(', ')}`);
  }
  return found;
}
