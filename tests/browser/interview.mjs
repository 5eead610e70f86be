// What is answered in the conversation: the first case of tests/data/screening_cases.json (deceived, at sea, no papers,
// in debt), with the opening and the needs that lead to it. Choices by their place in the list, so for every language.

/** Question to the places of what is chosen, or to the words typed. */
export const ANSWERS = {
  a03: [0], // yes, it is safe here
  a13: [9], // no danger sign
  a02: [2],
  a04: [0],
  a12: [0], // an adult
  a06: [0],
  a07: [0], // agrees to talk
  a08: [0], // agrees to writing
  a09: [0], // agrees that a service is told
  a10: [2], // by phone
  a11: "zwqafter noon, say zwqbread is ready",
  b01: [1],
  b04: [0],
  b05: [0],
  b11: [5, 6], // papers, money
  b12: "zwqhears badly",
  b16: [0], // goes on
  c06: [1], // fishing
  c20: [0],
  c21: [0, 1],
  c40: "14",
  c42: [0],
  c43: [0],
  c44: [0],
  c50: [0],
  c51: [0, 1],
  c52: [3], // could not leave
  c60: [0],
  c94: [3, 4],
  c95: [0],
};
/** The most screens a conversation takes; more would be going round in circles. */
const LONGEST = 120;

/** Answers question after question until a screen whose id begins with `end`; `see` is called on every screen. */
export async function talk(person, end, see) {
  for (let step = 0; step < LONGEST; step += 1) {
    const id = await person.id();
    if (id === end || id.startsWith(`${end}/`)) return;
    await see(id);
    await answer(person, id.split("/").at(-1));
    await person.main();
  }
  throw new Error(`no end after ${LONGEST} screens`);
}

async function answer(person, question) {
  const given = ANSWERS[question];
  if (typeof given === "string") await person.write("Answer", given);
  for (const index of Array.isArray(given) ? given : []) await person.choose(question, index);
}
