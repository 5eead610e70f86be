// Looking at a screen: what it looks like, what a screen reader finds wrong, what does not fit, what is not translated.

import { mkdir, readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { LAPTOP, PHONE } from "./browser.mjs";
import { check } from "./tally.mjs";

const SHOTS = process.env.SULUH_SHOTS;
const AXE = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** One pass over the screens; every picture has its number, so that the story can be read in order. */
export class Looker {
  constructor(person, pass) {
    this.person = person;
    this.page = person.page;
    this.pass = pass;
    this.number = 0;
    this.seen = new Set();
  }

  /** Looks at the screen at both sizes. */
  async look(name) {
    this.number += 1;
    const where = `${this.pass} ${name}`;
    for (const [size, viewport] of [["phone", PHONE], ["laptop", LAPTOP]]) {
      await this.page.setViewportSize(viewport);
      await this.page.evaluate(() => scrollTo(0, 0));
      await this.picture(size, name);
      await this.fits(`${where} ${size}`);
      await this.listens(`${where} ${size}`);
    }
    await this.page.setViewportSize(PHONE);
    await this.atTwiceTheSize(where, name);
  }

  /** Looks at the screen in the dark. */
  async lookInTheDark(name) {
    await this.page.emulateMedia({ colorScheme: "dark" });
    for (const [size, viewport] of [["phone", PHONE], ["laptop", LAPTOP]]) {
      await this.page.setViewportSize(viewport);
      await this.picture(`dark-${size}`, name);
      await this.listens(`${this.pass} ${name} dark ${size}`);
    }
    await this.page.setViewportSize(PHONE);
    await this.page.emulateMedia({ colorScheme: "light" });
  }

  /** A screen by a new name is looked at once. */
  async lookOnce(name) {
    if (this.seen.has(name)) return;
    this.seen.add(name);
    await this.look(name);
  }

  async picture(size, name) {
    if (!SHOTS) return;
    const folder = join(SHOTS, this.pass, size);
    await mkdir(folder, { recursive: true });
    const file = `${String(this.number).padStart(2, "0")}-${name.replaceAll(/[^\w-]+/g, "-")}`;
    // Nothing is pointed at.
    await this.page.mouse.move(0, 0);
    await this.page.screenshot({ path: join(folder, `${file}.png`) });
  }

  /** axe-core finds nothing serious. */
  async listens(where) {
    await this.page.evaluate(AXE);
    const found = await this.page.evaluate(() => axe.run({ resultTypes: ["violations"] }));
    const grave = found.violations.filter(({ impact }) => ["serious", "critical"].includes(impact));
    const said = grave.map(({ id, nodes }) => `${id} at ${nodes.map(({ target }) => target.join(" ")).join(", ")}`);
    check(`${where}: axe-core finds nothing serious or critical`, grave.length === 0, said.join("; "));
  }

  /** Nothing is wider than the screen or than the box that would cut it off. */
  async fits(where) {
    const wide = await this.page.evaluate(() => {
      const cut = [...document.querySelectorAll("body *:not(.unseen, input)")]
        .filter((node) => node.checkVisibility() && getComputedStyle(node).overflowX !== "visible")
        .filter((node) => node.clientWidth + 1 < node.scrollWidth || (node.matches("button") && node.clientHeight + 1 < node.scrollHeight));
      const { scrollWidth, clientWidth } = document.documentElement;
      const words = cut.map((node) => `${node.tagName}.${node.className} ${node.scrollWidth}>${node.clientWidth}`);
      return clientWidth < scrollWidth ? [`page ${scrollWidth}>${clientWidth}`, ...words] : words;
    });
    check(`${where}: nothing is clipped or scrolls sideways`, wide.length === 0, wide.join(", "));
  }

  async atTwiceTheSize(where, name) {
    await this.page.evaluate(() => { document.documentElement.style.fontSize = "200%"; });
    for (const [size, viewport] of [["phone", PHONE], ["laptop", LAPTOP]]) {
      await this.page.setViewportSize(viewport);
      await this.fits(`${where} ${size} at 200 %`);
      await this.picture(`large-${size}`, name);
    }
    await this.page.evaluate(() => { document.documentElement.style.fontSize = ""; });
    await this.page.setViewportSize(PHONE);
  }

  /**
   * No English word is left outside what says it is in another language. The app's own words stand between brackets in
   * this language; what is put into them (a name, a code, words typed) may be in any.
   */
  async isTranslated(name) {
    const left = await this.page.evaluate(() => {
      const isOwn = (node) => node.closest("[lang]").lang === document.documentElement.lang;
      const texts = [];
      const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
      while (walker.nextNode()) {
        const { parentElement: parent, data } = walker.currentNode;
        if (!parent.closest("script, noscript, template") && isOwn(parent)) texts.push(data);
      }
      for (const node of document.querySelectorAll("[aria-label], [title], [placeholder], [alt]"))
        if (isOwn(node)) texts.push(...["aria-label", "title", "placeholder", "alt"].map((name) => node.getAttribute(name) ?? ""));
      return texts.filter((text) => /[A-Za-z]{3,}/.test(text) && !text.includes("⟦"));
    });
    check(`${this.pass} ${name}: no English word is left`, left.length === 0, [...new Set(left)].join(" | "));
  }
}
