// Plays the whole journey of Suluh in a real browser, in every language and in other hands.
//
//   SULUH_BIN    the built program
//   SULUH_SHOTS  where pictures of every screen go; none are made without it
//   CHROMIUM     the browser, /usr/bin/chromium by default
//
// Give the names of passes to run only those. Prints each rule that does not hold, then the sum. Ends with 1 when any did not hold.

import { rm } from "node:fs/promises";
import { open } from "./browser.mjs";
import { Looker } from "./look.mjs";
import { afterTheEnd, byKeyboard, newContent, oneAtATime, withoutScripts } from "./passes.mjs";
import { Person } from "./person.mjs";
import { CANARIES, play } from "./story.mjs";
import { start } from "./suluh.mjs";
import { check, sum } from "./tally.mjs";
import { traces } from "./traces.mjs";

const ONLY = process.argv.slice(2);
/** Screens that are also looked at in the dark. */
const IN_THE_DARK = ["services", "service", "set PIN refused", "question/suluh_a/a13", "emergency", "reading", "case with note"];

/**
 * Runs one pass with an app and a browser of its own; whatever stops it is a failure, and the next pass runs.
 * `searched`: what was typed is looked for on the disk afterwards. `refused`: the browser may say that it was.
 */
async function pass(name, { suluh: options, browser, searched = false, refused = false } = {}, run) {
  if (ONLY.length !== 0 && !ONLY.includes(name)) return;
  const began = Date.now();
  const suluh = await start(options);
  const { context, page, profile } = await open(browser);
  page.on("pageerror", (error) => check(`${name}: the script runs without errors`, false, error.message));
  page.on("console", (said) => {
    const expected = refused && said.text().includes("403 (Forbidden)");
    if (said.type() === "error" && !expected) check(`${name}: the browser complains about nothing`, false, said.text());
  });
  const person = new Person(page);
  try {
    await person.enter(suluh.address);
    await run({ suluh, person, page, context });
  } catch (error) {
    check(`${name} comes to its end`, false, error.stack);
  }
  await context.close();
  await suluh.end();
  if (searched) await leavesNoTrace(name, [suluh.data, profile]);
  await Promise.all([suluh.data, profile].map((folder) => rm(folder, { recursive: true, force: true })));
  console.log(`${name}: ${Math.round((Date.now() - began) / 1000)} s`);
}

/** What was typed is neither in the data folder nor in the browser's profile. */
async function leavesNoTrace(name, folders) {
  for (const folder of folders) {
    const found = await traces(folder, CANARIES);
    check(`${name}: what was typed is found nowhere in ${folder.split("-").at(-2)}`, found.length === 0, found.join(", "));
  }
}

for (const [language, nth, words] of [["en", 0, "child"], ["id", 1, "anak"]]) {
  await pass(language, { searched: true }, async ({ person, page }) => {
    const looker = new Looker(person, language);
    const see = async (name) => {
      check(`${name} is in ${language}`, (await page.locator("html").getAttribute("lang")) === language);
      await looker.lookOnce(name);
      if (IN_THE_DARK.includes(name)) await looker.lookInTheDark(name);
    };
    await person.arrive("language");
    await looker.look("language");
    await person.quiet(nth);
    await play(person, words, see);
  });
}

await pass("en-XA", { suluh: { language: "en-XA" } }, async ({ person }) => {
  const looker = new Looker(person, "en-XA");
  await play(person, "child", (name) => looker.isTranslated(name));
});

await pass("keyboard", {}, ({ person }) => byKeyboard(person));
await pass("new content", {}, async ({ person }) => {
  const looker = new Looker(person, "new content");
  await newContent(person, (name) => looker.look(name));
});
await pass("new content without scripts", { browser: { javaScriptEnabled: false } }, ({ person }) => newContent(person));
await pass("no scripts", { browser: { javaScriptEnabled: false } }, ({ person }) => withoutScripts(person));
await pass("one at a time", { refused: true }, async ({ suluh, person }) => {
  const second = await open();
  await oneAtATime(suluh, person, second.page);
  await afterTheEnd(suluh, second.page);
  await second.context.close();
  await rm(second.profile, { recursive: true, force: true });
});

process.exitCode = sum() ? 0 : 1;
