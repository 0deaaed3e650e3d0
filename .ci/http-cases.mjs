// Sends the numbered cases of an .http file in order, and compares each answer's status with the expected one.
// usage: node .ci/http-cases.mjs ReviewApi.http http://127.0.0.1:5080
import { readFileSync } from "node:fs";

const [file, host] = process.argv.slice(2);
const [head, ...cases] = readFileSync(file, "utf8").split(/^### /m);
const variables = Object.fromEntries([...head.matchAll(/^@(\w+) = (.*)$/gm)].map(([, name, value]) => [name, value]));
variables.host = host;
const answers = {};

// {{host}}, {{draft.response.headers.ETag}} or {{films.response.body.$.items[0].id}}
function valueOf(reference) {
  const [name, , part, ...path] = reference.split(/[.[\]]+/);
  const value = part === undefined ? variables[name]
    : part === "headers" ? answers[name]?.headers.get(path[0])
    : path.slice(1).reduce((json, member) => json?.[member], answers[name]?.body);
  if (value == null) throw new Error(`Nothing stands for {{${reference}}}.`);
  return value;
}

let wrong = 0;
for (const text of cases) {
  const [title, ...lines] = text.trimEnd().replace(/\{\{([^}]+)\}\}/g, (_, reference) => valueOf(reference)).split("\n");
  const expected = Number(text.match(/^# Expected: (\d{3})$/m)?.[1]);
  const name = text.match(/^# @name (\w+)$/m)?.[1];
  const [request, ...rest] = lines.filter((line) => !line.startsWith("#"));
  const end = rest.includes("") ? rest.indexOf("") : rest.length;
  const [method, url] = request.split(" ");
  const headers = rest.slice(0, end).map((line) => line.split(/: (.*)/, 2));
  const body = rest.slice(end + 1).join("\n") || undefined;

  const answer = await fetch(url, { method, headers, body, redirect: "manual", signal: AbortSignal.timeout(30_000) });
  const content = await answer.text();
  if (name) answers[name] = { headers: answer.headers, body: JSON.parse(content) };
  if (answer.status === expected) console.log(`ok ${answer.status}  ${title}`);
  else console.log(`NOT ${expected} but ${answer.status}  ${title}\n${content.slice(0, 1000)}`), wrong++;
}
console.log(`${cases.length - wrong} of ${cases.length} cases answered as expected.`);
process.exitCode = wrong === 0 && cases.length > 0 ? 0 : 1;
