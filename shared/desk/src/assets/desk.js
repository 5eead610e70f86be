// Saves loading the page again: presses go out in the background and the answer is put in place, so that focus,
// scrolling and half-typed words stay. Without this file every press is a plain form and works the same.
"use strict";

const TYPING_PAUSE_MS = 150; // after the last key, before a search goes out
const KEEP_MS = 15000; // how long half-typed words are known to this page alone
const ASK_MS = 2000; // how often the app is asked whether anything is new

const form = () => document.getElementById("screen");
const isText = (node) => node?.matches?.("textarea, .field input");
const within = (page, id) => page.querySelector("#" + CSS.escape(id));
let turn = Promise.resolve(); // one request after the other, each made for the screen the last one brought
let [composing, holding, lastKey] = [false, false, 0];
let [keeping, searching] = [];

/** Does `work` when everything before it is done; an app that cannot be reached has ended. */
const queue = (work) => { turn = turn.then(() => form() && work()).catch(gone); };

/** Sends the form as it then reads. `press` says what was pressed; without a press, what is being typed stays. */
function send(press, { moment = "", closing = false } = {}) {
  queue(async () => {
    keeping = clearTimeout(keeping);
    const fields = new FormData(form());
    fields.set("press", press ? press() : moment);
    const answer = await fetch("/press", { method: "POST", body: new URLSearchParams(fields), keepalive: closing });
    await show(answer, !press || answer.url.endsWith("?stale"));
  });
}

/** What a button stands for; one that an answer has replaced meanwhile is found again by its words, or not pressed. */
function presser(button) {
  const [id, words] = [form().dataset.id, button.textContent];
  const again = () => [...form().elements].find((one) => one.name === "press" && one.textContent === words);
  return () => (button.isConnected ? button : id === form().dataset.id ? again() : undefined)?.value ?? "";
}

/** Puts an answer in place. `typing`: words typed and choices made here stay where the app has not changed them. */
async function show(answer, typing) {
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const [old, next] = [form(), page.getElementById("screen")];
  if (!next) return location.replace("/"); // no longer let in: the whole page says so
  const same = next.dataset.id === old.dataset.id;
  if (same && typing && (composing || next.dataset.revision === old.dataset.revision)) return;
  if (same && holding) return void (old.elements.revision.value = old.dataset.revision = next.dataset.revision);
  if (same && typing) keepTyped(old, next);
  if (same) keepOpened(old, next);
  const focus = same ? focusAgain(document.activeElement) : focusTitle;
  next.querySelectorAll("[autofocus]").forEach((node) => node.removeAttribute("autofocus"));
  old.replaceWith(document.adoptNode(next));
  document.getElementById("gone").replaceWith(document.adoptNode(page.getElementById("gone")));
  document.getElementById("announcement").textContent = page.getElementById("announcement").textContent;
  document.documentElement.lang = page.documentElement.lang;
  document.title = page.title;
  if (!same) history.pushState(null, "", "/"); // going back in the browser shows the current screen
  focus();
  offerVoices();
  offerHandOuts();
}

function keepTyped(old, next) {
  for (const node of old.querySelectorAll("input[id], textarea[id]")) {
    const now = within(next, node.id);
    if (now && isText(node) && (node === document.activeElement || node.value !== node.defaultValue)) now.value = node.value;
    if (now && !isText(node) && node.checked !== node.defaultChecked) now.checked = node.checked;
  }
}

function keepOpened(old, next) {
  for (const { id, open } of old.querySelectorAll("details[id]")) (within(next, id) ?? {}).open = open;
}

/** Gives the focus back: by the id, or to a button by its words. */
function focusAgain({ id, textContent: words, selectionStart: from, selectionEnd: to }) {
  return () => {
    const buttons = [...form().querySelectorAll("button, summary, a")];
    const now = id ? document.getElementById(id) : buttons.find((one) => one.textContent === words);
    now?.focus({ preventScroll: true });
    if (isText(now) && Number.isInteger(from)) now.setSelectionRange(from, to);
    document.querySelector(".problem")?.scrollIntoView({ block: "nearest" });
  };
}

function focusTitle() {
  scrollTo(0, 0);
  document.getElementById("title").focus({ preventScroll: true });
}

/** Reads the screen again when the app has a newer one, but never under somebody's fingers. */
async function ask() {
  if (composing || holding || Date.now() - lastKey < ASK_MS) return;
  const answer = await fetch("/revision");
  if (!answer.ok || (await answer.text()) !== form().dataset.revision) await show(await fetch("/"), true);
}

/** The app has ended: nothing private stays on the page. */
function gone() {
  document.title = "Suluh";
  document.getElementById("announcement").textContent = "";
  form()?.replaceWith(document.getElementById("gone").content);
  focusTitle();
}

/** Reading aloud is offered where the browser has a voice for the language. */
function offerVoices() {
  const language = (code) => code.split(/[-_]/)[0];
  for (const button of document.querySelectorAll("[data-say]")) {
    const { say, lang } = button.dataset;
    const voice = window.speechSynthesis?.getVoices().find((one) => language(one.lang) === language(lang));
    button.hidden = !voice;
    button.nextElementSibling.hidden = Boolean(voice);
    button.onclick = () => {
      speechSynthesis.cancel();
      speechSynthesis.speak(Object.assign(new SpeechSynthesisUtterance(say), { voice, lang }));
    };
  }
}

/** Printing is offered everywhere, sharing where the browser can. */
function offerHandOuts() {
  for (const handOut of document.querySelectorAll(".hand-out")) {
    const [share, print, words] = handOut.children;
    const text = [...words.children].map((part) => part.textContent).join("\n");
    share.hidden = !navigator.share;
    share.onclick = () => navigator.share({ text }).catch(() => {}); // nobody has to choose an app after all
    print.hidden = false;
    print.onclick = () => window.print();
  }
}

function hold(down) {
  if (holding !== down) send(undefined, { moment: down ? "hold-down" : "hold-up" });
  holding = down;
}

const on = (name, react) => document.addEventListener(name, react);
const sendTyped = () => { keeping = undefined; if (!composing) send(); };
const later = () => { clearTimeout(searching); searching = setTimeout(sendTyped, TYPING_PAUSE_MS); };
on("submit", (event) => {
  if (!form()) return; // a page on which a file is chosen
  event.preventDefault();
  // The title counts while it is held; the click at the end of it is no press.
  if (event.submitter.id !== "hold") send(presser(event.submitter));
});
on("input", ({ target }) => {
  lastKey = Date.now();
  if ("asYouType" in target.dataset) later();
  else if (isText(target) && target.type !== "password") keeping ??= setTimeout(sendTyped, KEEP_MS);
});
on("change", ({ target }) => target.closest("[data-at-once]") && send());
on("compositionstart", () => { composing = true; });
on("compositionend", ({ target }) => { composing = false; if ("asYouType" in target.dataset) later(); });
on("pointerdown", ({ target }) => target.closest("#hold") && hold(true));
["pointerup", "pointercancel", "keyup"].forEach((end) => on(end, () => hold(false)));
on("keydown", ({ key, target }) => [" ", "Enter"].includes(key) && target.closest("#hold") && hold(true));
on("visibilitychange", () => send(undefined, { moment: document.hidden ? "paused" : "resumed", closing: document.hidden }));
addEventListener("pageshow", ({ persisted }) => persisted && location.reload());
window.speechSynthesis?.addEventListener("voiceschanged", offerVoices);

if (form()) {
  offerVoices();
  offerHandOuts();
  if (!document.querySelector(".problem")) focusTitle();
  if ("paused" in form().dataset && !document.hidden) send(undefined, { moment: "resumed" });
  setInterval(() => queue(ask), ASK_MS);
}
