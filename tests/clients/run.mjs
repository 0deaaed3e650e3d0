// Makes five clients of the OpenAPI document of a running API, compiles a program with each, and runs it there; and the recipes of docs/, of
// which the snippets of its pages are parts.
// usage: node tests/clients/run.mjs http://127.0.0.1:5080 KEY
import { execFile } from "node:child_process";
import { mkdir, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { requireReceived } from "./receiving.mjs";
import { requireSnippets } from "./snippets.mjs";

const [address, key] = process.argv.slice(2);
const here = dirname(fileURLToPath(import.meta.url));
const document = join(here, "generated", "openapi.json");
// dotnet run FILE builds below the folder of local data, which has to be there; recipes find the packages that are installed here.
const env = {
  ...process.env, REVIEWAPI_URL: address, REVIEWAPI_KEY: key, XDG_DATA_HOME: join(here, "generated"), NODE_PATH: join(here, "node_modules"),
};

// Each under the name of its program, with the command that makes it.
const clients = {
  "openapi-fetch": ["openapi-typescript", document, "-o", "generated/openapi-fetch.ts"],
  "hey-api": ["openapi-ts", "-i", document, "-o", "generated/hey-api", "--silent"],
  "orval": ["orval", "--config", "orval.config.cjs"],
  "openapi-zod-client": [
    "openapi-zod-client", document, "-o", "generated/openapi-zod-client.ts", "--export-schemas",
    "--media-type-expr", "mediaType.endsWith('json')",
  ],
  "swagger-typescript-api": ["swagger-typescript-api", "generate", "-p", document, "-o", "generated", "-n", "swagger-typescript-api.ts"],
};

const recipes = join(here, "..", "..", "docs", "recipes");
const recipeNames = await readdir(recipes);
const snippets = "snippets of docs/";
const names = [...Object.keys(clients), ...recipeNames, snippets];
const faults = {};

// What the chart's recipe draws is the picture of the README.
async function requireDrawn(recipe, output) {
  if (recipe === "ReleaseChart.cs" && output !== await readFile(join(recipes, "..", "releases.svg"), "utf8"))
    throw new Error(`docs/releases.svg is not what this draws:\n${output}`);
}

// A command: what it prints, and what it says where it fails.
async function run(command, ...options) {
  try {
    return (await promisify(execFile)(command, options, { cwd: here, env, maxBuffer: 1 << 24, timeout: 120_000 })).stdout;
  } catch (error) {
    throw new Error(`${`${error.stdout}\n${error.stderr}`.trim() || error.message}`);
  }
}

const bin = command => join(here, "node_modules", ".bin", command);

const attempt = (client, step) => step().catch(error => (faults[client] = error.message));

await rm(join(here, "generated"), { recursive: true, force: true });
await mkdir(join(here, "generated"), { recursive: true });
await writeFile(document, await (await fetch(`${address}/openapi/v1.json`)).text());
await Promise.all(Object.entries(clients).map(([client, [command, ...options]]) => attempt(client, () => run(bin(command), ...options))));

// tsc names the file of each fault: src/orval.ts(7,1) or generated/orval/api.ts(7,1).
await run("node", "node_modules/typescript-7/bin/tsc", "--project", ".", "--pretty", "false").catch(({ message }) => {
  for (const client of names)
    faults[client] ??= message.split("\n").filter(line => new RegExp(`^(src|generated|../../docs/recipes)/${client}\\b`).test(line)).join("\n") || undefined;
  if (names.every(client => !faults[client])) for (const client of names) faults[client] = message;
});

// One after another: each counts what is published, and publishes.
for (const client of names.filter(one => !faults[one])) {
  const program = `generated/${client}.mjs`;
  await attempt(client, async () => {
    if (client === snippets)
      return requireSnippets(dirname(recipes), recipes);
    if (client === "Receiver.cs")
      return requireReceived(["dotnet", "run", join(recipes, client)], address, key, env);
    if (client.endsWith(".cs"))
      return requireDrawn(client, await run("dotnet", "run", join(recipes, client)));
    const source = recipeNames.includes(client) ? join(recipes, client) : `src/${client}.ts`;
    await run(bin("esbuild"), source, "--bundle", "--platform=node", "--format=esm", `--outfile=${program}`, "--log-level=error",
      "--banner:js=import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);");
    if (client === "receiver.mts")
      return requireReceived(["node", join(here, program)], address, key, env);
    await run("node", program);
  });
}

for (const client of names) console.log(faults[client] ? `NOT ok  ${client}\n${faults[client]}` : `ok  ${client}`);
const failed = names.filter(client => faults[client]).length;
// As dotnet test ends.
console.log(`${failed ? "Failed" : "Passed"}!  - Failed: ${failed}, Passed: ${names.length - failed}, Skipped: 0, Total: ${names.length} - clients`);
process.exitCode = failed ? 1 : 0;
