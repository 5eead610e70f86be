// The whole story, from the first start to the case that is all there after unlocking. Language-neutral.

import { ANSWERS, talk } from "./interview.mjs";
import { check } from "./tally.mjs";

/** Unique words typed into the fields; they may be found nowhere on the disk afterwards. */
export const CANARIES = ["zwqafter", "zwqbread", "zwqhears", "zwqamina", "zwqphone", "zwqnote", "zwqharbour", "zwqwrong", "zwqsearch"];
const PIN = "zwqharbour lamp 48";
const HOLD_MS = 3_300;

/** Plays it; `words` are searched for in the directory, `see(name)` is called on every screen. */
export async function play(person, words, see) {
  await directory(person, words, see);
  await showMode(person, see);
  await learn(person, see);
  await door(person, see);
  await conversation(person, see);
  await referral(person, see);
  await caseAndNote(person, see);
  await lockAndUnlock(person, see);
}

async function directory(person, words, see) {
  await person.arrive("services");
  await see("services");
  const all = await person.page.locator(".row").count();
  await person.andThen(() => person.page.locator("#field-Search").pressSequentially(words));
  await person.page.waitForFunction((all) => document.querySelectorAll(".row").length < all, all);
  check("searching as you type finds fewer services and keeps the focus", await hasFocus(person, "field-Search"));
  check("what is typed stays", (await person.page.locator("#field-Search").inputValue()) === words);
  await see("services found");
  await person.andThen(() => person.page.locator("#field-Search").fill("zwqsearch"));
  await person.page.locator(".notice.information").waitFor();
  await see("services not found");
  await person.andThen(() => person.page.locator("#field-Search").fill(""));
  await person.andThen(() => person.page.locator("#choice-need-2").check());
  check("a chosen need keeps the focus", await hasFocus(person, "choice-need-2"));
  await see("services by need");
  await person.andThen(() => person.page.locator("#choice-need-0").check());
  await person.quiet(0);
  await person.arrive("places");
  check("a new screen is read from its title", await hasFocus(person, "title"));
  await see("places");
  await person.row(1);
  check("a country leads to its provinces", (await person.id()) === "places/ID");
  await person.row(2);
  await see("places in a province");
  await person.row(3);
  await person.arrive("services");
  await see("services by place");
  await person.openSections();
  await person.andThen(() => person.page.locator("#choice-only-1").check());
  check("a chosen filter keeps the focus", await hasFocus(person, "choice-only-1"));
  await see("services by filter");
  await person.andThen(() => person.page.locator("#choice-only-1").uncheck());
  await person.quiet(0);
  await person.back();
  await person.back();
  await person.row(0);
  await person.arrive("services");
}

async function showMode(person, see) {
  await person.row(0);
  await person.arrive("service");
  await person.openSections();
  await see("service");
  await person.quiet(0);
  await person.arrive("card");
  await see("card");
  await person.back();
  await person.arrive("service");
  await person.quiet(1);
  await person.page.locator("#hold").waitFor();
  check("show mode has no way to other places", (await person.page.locator("nav").count()) === 0);
  await see("show mode service");
  await person.back();
  await person.arrive("services");
  await see("show mode");
  await person.andThen(() => person.holdTitle(800));
  check("a short press on the title leaves nothing", (await person.page.locator("#hold").count()) === 1);
  await person.holdTitle(HOLD_MS);
  await person.page.locator("nav").waitFor();
  check("a long press on the title leads back to the directory", (await person.id()) === "services");
}

/** Pages to read, of every kind. */
async function learn(person, see) {
  await person.place(1);
  await person.arrive("learn");
  await see("learn");
  const pages = await person.page.locator(".row").count();
  for (const page of [3, 4, 7]) {
    await person.row(page);
    await person.openSections();
    await see(`learn page ${page}`);
    await person.back();
    await person.arrive("learn");
  }
  check("the pages to read are listed", pages === 10, String(pages));
  await person.quiet(0);
  await person.page.locator("#hold").waitFor();
  check("pages can be read in show mode", (await person.page.locator("nav").count()) === 0);
  await see("show mode learn");
  await person.holdTitle(HOLD_MS);
  await person.page.locator("nav").waitFor();
}

async function door(person, see) {
  await person.place(2);
  await person.arrive("keeps");
  await see("keeps");
  await person.main();
  await person.arrive("set-pin");
  await see("set PIN");
  await typeTwice(person, "123456");
  check("a weak PIN is refused with the reason", (await person.page.locator(".problem").count()) === 1);
  await see("set PIN refused");
  await typeTwice(person, PIN);
  await person.arrive("work");
  await see("work empty");
  await report(person, see);
}

/** Somebody called in vain. */
async function report(person, see) {
  await person.place(0);
  await person.row(0);
  await person.arrive("service");
  await person.lastQuiet();
  await person.arrive("report");
  await person.main();
  check("a report without a reason is not kept, and says so", (await person.page.locator(".problem").count()) === 1);
  await person.choose("problem", 0);
  await see("report");
  await person.main();
  await person.arrive("service");
  await see("service reported");
  await person.place(2);
  await person.quiet(0);
  await person.arrive("reports");
  await see("reports");
  await person.place(2);
  await person.arrive("work");
}

async function typeTwice(person, pin) {
  await person.write("Pin", pin);
  await person.write("PinAgain", pin);
  await person.main();
}

async function conversation(person, see) {
  await person.main();
  await person.arrive("question");
  await talk(person, "question/suluh_a/a13", see);
  await person.emergency();
  await person.arrive("emergency");
  await person.openSections();
  await see("emergency");
  await person.main();
  check("the emergency page leads back to the question", (await person.id()) === "question/suluh_a/a13");
  await talk(person, "question/suluh_c/c40", see);
  await person.write("Answer", "99");
  await person.main();
  check("an impossible number is refused with the reason", (await person.page.locator(".problem").count()) === 1);
  await see("question refused");
  await person.lastQuiet();
  check("stopping keeps an answer that does not fit on the screen", (await person.id()) === "question/suluh_c/c40");
  await person.write("Answer", ANSWERS.c40);
  await person.back();
  await person.main();
  await person.lastQuiet();
  await person.arrive("stop");
  await see("stop");
  await person.main();
  check("after stopping and going on the answer is still there", (await person.page.locator("#field-Answer").inputValue()) === ANSWERS.c40);
  await talk(person, "reading", see);
  await see("reading closed");
  await person.openSections();
  await see("reading");
  await person.main();
  await talk(person, "after", see);
  await see("after");
}

async function referral(person, see) {
  await person.main();
  await person.arrive("services");
  await see("services that fit");
  await person.row(0);
  await person.arrive("service");
  await see("service that fits");
  await person.main();
  await person.arrive("referral/choose");
  await see("referral fields");
  await person.choose("fields", 1);
  await person.choose("fields", 2);
  await person.write("FirstName", "zwqamina");
  await person.write("SafeContact", "zwqphone in the evening");
  await person.main();
  await person.arrive("referral/ask");
  const asked = await person.outline();
  check("the person hears exactly what would be told", ["zwqamina", "zwqphone"].every((words) => asked.includes(words)) && !asked.includes("zwqhears"));
  await see("referral consent");
  await person.main();
  await person.arrive("referral/call");
  await see("referral call");
  await person.quiet(0);
  await person.arrive("after");
}

async function caseAndNote(person, see) {
  await person.quiet(0);
  await person.arrive("keep");
  await see("keep");
  await person.main();
  await person.arrive("case");
  await see("case");
  await person.main();
  await person.arrive("note");
  await see("note");
  await person.main();
  check("an empty note is not saved, and says so", (await person.page.locator(".problem").count()) === 1);
  await person.write("Note", "zwqnote: called the clinic.\nGoes there tomorrow.");
  await person.main();
  await person.arrive("case");
  check("a saved note is announced", (await person.page.locator("#announcement").textContent()) !== "");
  await person.openSections();
  await see("case with note");
  await person.quiet(1);
  await person.arrive("case-answers");
  await see("case answers");
  await person.back();
  await person.quiet(2);
  await person.arrive("case-reading");
  await person.openSections();
  await see("case reading");
  await person.back();
  await person.arrive("case");
}

async function lockAndUnlock(person, see) {
  const before = await told(person);
  await person.lastQuiet();
  await person.arrive("unlock");
  const locked = await person.page.content();
  check("nothing private is left on the page after locking", CANARIES.every((word) => !locked.includes(word)));
  await see("unlock");
  await person.write("Pin", "zwqwrong guess");
  await person.main();
  await person.page.locator(".problem").waitFor();
  await see("unlock refused");
  await person.write("Pin", PIN);
  await person.main();
  await person.arrive("work");
  await see("work");
  await person.row(0);
  await person.arrive("case");
  check("after unlocking everything is there as it was", (await told(person)) === before);
  await person.back();
  await person.arrive("work");
  await person.place(3);
  await person.arrive("more");
  await see("more");
}

/** The case as it is said, without what was only announced. */
async function told(person) {
  return (await person.outline()).split("\n").filter((line) => line !== "").join("\n");
}

function hasFocus(person, id) {
  return person.page.evaluate((id) => document.activeElement?.id === id, id);
}
