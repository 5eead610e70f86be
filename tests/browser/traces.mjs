// Searching a folder for words that must not be in it.

import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";

/** The files below `folder` that hold any of the words, as UTF-8 or UTF-16. */
export async function traces(folder, words) {
  const wanted = words.flatMap((word) => [Buffer.from(word, "utf8"), Buffer.from(word, "utf16le")]);
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const found = [];
  for (const entry of entries.filter((entry) => entry.isFile())) {
    const file = join(entry.parentPath ?? entry.path, entry.name);
    const bytes = await readFile(file);
    for (const word of wanted.filter((word) => bytes.includes(word))) found.push(`${file}: ${word}`);
  }
  return found;
}
