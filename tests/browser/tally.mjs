// Counts what held and what did not, and says the latter at once.

let passed = 0;
let failed = 0;

/** Notes one check; `detail` says what was seen instead. Never throws: the journey goes on. */
export function check(rule, holds, detail = "") {
  if (holds) {
    passed += 1;
    return;
  }
  failed += 1;
  console.log(`FAILED ${rule}${detail ? `: ${detail}` : ""}`);
}

/** Prints the sum; true when nothing failed and anything was checked at all. */
export function sum() {
  console.log(`${passed} passed, ${failed} failed`);
  return failed === 0 && passed > 0;
}
