// Debian's Chromium, with a profile of its own that can be searched afterwards.

import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium } from "playwright-core";

export const PHONE = { width: 360, height: 780 };
export const LAPTOP = { width: 1280, height: 800 };

/** Opens a browser. Its sandbox needs a user who is not root. */
export async function open(options = {}) {
  const profile = await mkdtemp(join(tmpdir(), "suluh-chromium-"));
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    chromiumSandbox: process.getuid() !== 0,
    viewport: PHONE,
    // A picture in the middle of a change of colour is nobody's screen.
    reducedMotion: "reduce",
    ...options,
  });
  context.setDefaultTimeout(15_000);
  return { context, profile, page: context.pages()[0] ?? (await context.newPage()) };
}
