// The same app in other hands: without a mouse, without scripts, in no language at all, in a second browser.

import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { withChangedPack } from "./content.mjs";
import { talk } from "./interview.mjs";
import { check } from "./tally.mjs";

/** Reaches a place by the Tab key alone, and sees at every step where the focus is. */
async function tabTo(person, selector) {
  const { page } = person;
  for (let step = 0; step < 80; step += 1) {
    await page.keyboard.press("Tab");
    const at = await page.evaluate(focused, selector);
    if (at.on) check(`the focus can be seen at ${at.name} on ${at.screen}`, at.seen && at.uncovered, JSON.stringify(at));
    if (at.there) return;
  }
  throw new Error(`Tab never came to ${selector} on ${await person.id()}`);
}

function focused(selector) {
  const node = document.activeElement;
  const on = node !== document.body && node.id !== "title";
  const marked = node.closest(".choice") ?? node;
  const style = getComputedStyle(marked);
  const box = marked.getBoundingClientRect();
  const [x, y] = [box.left + box.width / 2, box.top + Math.min(box.height / 2, innerHeight / 2)];
  const top = document.elementFromPoint(x, y);
  return {
    on,
    there: node.matches(selector),
    name: node.id || node.value || node.textContent.trim().slice(0, 30),
    screen: document.getElementById("screen")?.dataset.id,
    seen: style.outlineStyle !== "none" && 2 <= parseFloat(style.outlineWidth),
    uncovered: top !== null && (marked.contains(top) || top.contains(marked)),
  };
}

/** Only the keyboard, from the first screen into a conversation and out of show mode. */
export async function byKeyboard(person) {
  const { page } = person;
  const key = (selector, name) => person.andThen(async () => { await tabTo(person, selector); await page.keyboard.press(name); });
  await person.arrive("language");
  await key("main button.quiet", "Enter");
  await person.arrive("services");
  await tabTo(person, "#field-Search");
  await person.andThen(() => page.keyboard.type("child"));
  await tabTo(person, "[id^=choice-need]");
  await person.andThen(() => page.keyboard.press("ArrowDown"));
  await person.andThen(() => page.keyboard.press("ArrowUp"));
  await key(".row", "Enter");
  await person.arrive("service");
  await key("main > :nth-child(2 of .press:has(.quiet)) button", "Enter"); // the first is the card
  await page.locator("#hold").waitFor();
  await tabTo(person, "#hold");
  await page.keyboard.down(" ");
  await page.waitForTimeout(3_400);
  await page.keyboard.up(" ");
  await page.locator("nav").waitFor();
  check("show mode can be left with the keyboard", (await person.id()) === "services");
  await key("nav li:nth-child(3) button", "Enter");
  await person.arrive("keeps");
  await key("main button.main", "Enter");
  await person.arrive("set-pin");
  await tabTo(person, "#field-Pin");
  await page.keyboard.type("rope kettle 77");
  await tabTo(person, "#field-PinAgain");
  await page.keyboard.type("rope kettle 77");
  await person.andThen(() => page.keyboard.press("Enter"));
  await person.arrive("work");
  await key("main button.main", " ");
  await person.arrive("question/suluh_a/a01");
  await key("main button.main", "Enter");
  await tabTo(person, "[id^=choice-a03]");
  await page.keyboard.press(" ");
  await key("main button.main", "Enter");
  check("a question is answered with the keyboard alone", (await person.id()) === "question/suluh_a/a13");
  await key("header .emergency", "Enter");
  await person.arrive("emergency");
}

/** No scripts at all: every press is a form. */
export async function withoutScripts(person) {
  const { page } = person;
  await person.arrive("language");
  await person.quiet(0);
  await person.arrive("services");
  const all = await page.locator(".row").count();
  await person.write("Search", "child");
  await person.andThen(() => page.locator("#field-Search").press("Enter"));
  check("Enter searches without scripts", (await page.locator(".row").count()) < all);
  await person.choose("need", 2);
  await person.press("fieldset button.quiet");
  check("a need is chosen without scripts", await page.locator("#choice-need-2").isChecked());
  await person.row(0);
  await person.arrive("service");
  await person.quiet(1);
  await person.press("#hold");
  await page.waitForTimeout(3_200);
  await person.press("#hold");
  await person.arrive("services");
  check("show mode is left without scripts", (await page.locator("nav").count()) === 1);
  await person.place(2);
  await person.main();
  await person.write("Pin", "rope kettle 77");
  await person.write("PinAgain", "rope kettle 77");
  await person.main();
  await person.arrive("work");
  check("a private page without scripts asks again", (await page.content()).includes('http-equiv="refresh" content="123"'));
  await person.main();
  await talk(person, "question/suluh_b/b01", async () => {});
  check("a conversation goes on without scripts", true);
  await page.goBack();
  check("going back in the browser shows the current screen", (await person.id()) === "question/suluh_b/b01");
}

/** Content comes from a file, shows which numbers change, is used in show mode, and goes out again as the same file. */
export async function newContent(person, see = () => {}) {
  const { page } = person;
  const askForFile = async (nth) => {
    await page.locator("main > .press button.quiet").nth(nth).click();
    await page.locator("#screen").waitFor({ state: "detached" });
  };
  const choose = async (file) => {
    await askForFile(0);
    await page.locator("#file").setInputFiles(file);
    await page.locator("button.main").click();
    await person.arrive("more");
  };
  await person.arrive("language");
  await person.quiet(0);
  await person.place(3);
  await person.arrive("more");
  await askForFile(0);
  await see("choose a file");
  await page.locator("button.quiet").click();
  await person.arrive("more");
  check("nobody has to choose a file", (await page.locator(".problem").count()) === 0);
  await choose(fileURLToPath(import.meta.url));
  check("a file that is no content is refused in words", (await page.locator(".problem").count()) === 1);
  await see("more file refused");
  await withChangedPack(async (pack) => {
    await choose(pack);
    const numbers = await page.locator("main .words").allTextContents();
    check("a changed number is shown before it is used", numbers.some((line) => line.includes("129") && line.includes("0000")));
    await see("more numbers");
    await person.quiet(1);
    check("the first press after the page came back counts", (await page.locator(".notice.information").count()) === 1);
    await askForFile(1);
    await see("save a file");
    const [saved] = await Promise.all([page.waitForEvent("download"), page.locator("a[download]").click()]);
    const [out, own] = await Promise.all([saved.path(), pack].map(async (file) => readFile(await file)));
    check("what goes out is what came in", out.equals(own));
    await page.locator("button.quiet").click();
    await person.arrive("more");
    check("a saved file is said to be", (await page.locator(".notice.information").count()) === 1);
  });
  await person.place(0);
  await person.arrive("services");
  await person.lastQuiet();
  await page.locator("#hold").waitFor();
  await person.write("Search", "SAPA");
  await person.andThen(() => page.locator("#field-Search").press("Enter"));
  await page.waitForFunction(() => document.querySelectorAll(".row").length < 10);
  await person.row(0);
  await person.arrive("service");
  check("show mode calls the new number", (await page.locator('a[href="tel:0000"]').count()) === 1);
  await see("service with the new number");
}

/** A second browser is told so; a new address closes the first one. */
export async function oneAtATime(suluh, person, second) {
  const answer = await second.goto(new URL("/", suluh.address).href);
  check("a second browser is turned away in words", answer.status() === 403 && (await second.locator("h1").count()) === 2);
  const used = await second.goto(suluh.address);
  check("a used address opens nothing", used.status() === 403);
  await second.goto(await suluh.enter());
  await second.locator("#screen").waitFor();
  await person.page.locator("#screen").waitFor({ state: "detached" });
  check("a new address closes the first window by itself", (await person.page.locator("h1").count()) === 2);
}

/** When the app has ended nothing private stays on the page. */
export async function afterTheEnd(suluh, page) {
  await suluh.end();
  await page.locator("#screen").waitFor({ state: "detached" });
  check("a page whose app has ended says so and shows nothing else", (await page.locator("h1").count()) === 1);
}
