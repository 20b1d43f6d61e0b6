import type { Browser } from 'playwright-core';
import { launchBrowser } from './browser.js';
import type { PlatformOptions, RunningPlatform } from './platform.js';
import { startPlatform } from './platform.js';

export interface Stage {
  platform: RunningPlatform;
  browser: Browser;
  close: () => Promise<void>;
}

/** A running platform with a browser in front of it. Neither outlives a failure of the other. */
export async function openStage(options: PlatformOptions): Promise<Stage> {
  const platform = await startPlatform(options);
  try {
    const browser = await launchBrowser();
    const close = async () => {
      await browser.close();
      await platform.stop();
    };
    return { platform, browser, close };
  } catch (error) {
    await platform.stop();
    throw error;
  }
}
