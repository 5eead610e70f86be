// Content for a trial: that of the project with one number changed to one that nobody has.

import { spawnSync } from "node:child_process";
import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const CONTENT = fileURLToPath(new URL("../../content", import.meta.url));

/** Makes a pack in which 129 is 0000, gives its file to `use`, and takes it away again. */
export async function withChangedPack(use) {
  const folder = await mkdtemp(join(tmpdir(), "suluh-content-"));
  const [content, pack] = [join(folder, "content"), join(folder, "changed.pack")];
  await cp(CONTENT, content, { recursive: true });
  const services = join(content, "directory/services.json");
  await writeFile(services, (await readFile(services, "utf8")).replaceAll('"129"', '"0000"'));
  const built = spawnSync(process.env.SULUH_BIN, ["pack", "build", content, "-o", pack], { encoding: "utf8" });
  if (built.status !== 0) throw new Error(`the pack was not built: ${built.stderr}`);
  await use(pack);
  await rm(folder, { recursive: true });
}
