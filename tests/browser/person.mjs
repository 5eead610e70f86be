// A person at the screen: presses things by what they are and where they stand, so that one story fits every language.

const PATIENCE_MS = 15_000;

export class Person {
  constructor(page) {
    this.page = page;
  }

  async enter(address) {
    await this.page.goto(address);
    await this.page.locator("#screen").waitFor();
  }

  /** The id of the screen. */
  id() {
    return this.page.locator("#screen").getAttribute("data-id");
  }

  async revision() {
    return Number(await this.page.locator("#screen").getAttribute("data-revision"));
  }

  /** Waits for a screen whose id is or begins with `start`. */
  async arrive(start) {
    const is = (id) => id === start || id?.startsWith(`${start}/`);
    const until = Date.now() + PATIENCE_MS;
    while (!is(await this.id())) {
      if (until < Date.now()) throw new Error(`waited for ${start}, at ${await this.id()}:\n${await this.outline()}`);
      await this.page.waitForTimeout(25);
    }
  }

  /** Does something and waits until the app has shown what it led to. */
  async andThen(act) {
    const before = await this.revision();
    await act();
    const until = Date.now() + PATIENCE_MS;
    while ((await this.revision().catch(() => before)) === before) {
      if (until < Date.now()) throw new Error(`nothing happened at ${await this.id()}:\n${await this.outline()}`);
      await this.page.waitForTimeout(25);
    }
  }

  press(selector, nth = 0) {
    return this.andThen(() => this.page.locator(selector).nth(nth).click());
  }

  main() {
    return this.press("main > .press button.main");
  }

  quiet(nth) {
    return this.press("main > .press button.quiet", nth);
  }

  lastQuiet() {
    return this.andThen(() => this.page.locator("main > .press button.quiet").last().click());
  }

  danger() {
    return this.press("main > .press button.danger");
  }

  row(nth) {
    return this.press("main .row", nth);
  }

  back() {
    return this.press("header .back");
  }

  emergency() {
    return this.press("header .emergency");
  }

  place(nth) {
    return this.press("nav button", nth);
  }

  /** Chooses or ticks without pressing anything yet. */
  choose(group, index) {
    return this.page.locator(`[id="choice-${group}-${index}"]`).check();
  }

  write(field, text) {
    return this.page.locator(`#field-${field}`).fill(text);
  }

  /** Presses the title as long as it takes to leave show mode. */
  async holdTitle(ms) {
    // Looks for it again when it is being put in place just now.
    await this.page.locator("#hold").hover();
    await this.page.mouse.down();
    await this.page.waitForTimeout(ms);
    await this.page.mouse.up();
  }

  /** Opens everything that can be opened on the screen. */
  openSections() {
    return this.page.locator("details:not([open]) > summary").evaluateAll((all) => all.forEach((one) => one.click()));
  }

  async outline() {
    const answer = await this.page.request.get(new URL("/outline", this.page.url()).href);
    return answer.text();
  }
}
