// The built `suluh`, run as a person runs it.

import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";

const PROGRAM = process.env.SULUH_BIN;

/** Starts `suluh` on a fresh data folder; `language` is one chosen earlier. */
export async function start({ language } = {}) {
  if (!PROGRAM) throw new Error("SULUH_BIN must name the built program");
  const data = await mkdtemp(join(tmpdir(), "suluh-journey-"));
  if (language) await writeFile(join(data, "settings.json"), JSON.stringify({ language }));
  const child = spawn(PROGRAM, ["--no-open", "--data", data, "--port", "0"], { stdio: ["pipe", "pipe", "pipe"] });
  const ended = once(child, "exit");
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  child.stderr.resume();
  return {
    data,
    address: await line(lines, ended),
    /** Presses Enter in the terminal; gives the new address. */
    async enter() {
      child.stdin.write("\n");
      return line(lines, ended);
    },
    /** Ends the program and leaves its data folder, to be searched. */
    async end() {
      child.kill("SIGTERM");
      await ended;
    },
  };
}

async function line(lines, ended) {
  const first = await Promise.race([lines.next(), ended.then(([code]) => { throw new Error(`suluh ended with ${code}`); })]);
  return first.value;
}
