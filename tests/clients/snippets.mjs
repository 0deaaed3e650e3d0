import { readFile, readdir } from "node:fs/promises";
import { join } from "node:path";

const endings = { ts: ".mts", typescript: ".mts", csharp: ".cs", cs: ".cs" };

/** Each line of the snippets of the pages stands in a recipe, which is compiled and run. */
export async function requireSnippets(docs, recipes) {
  const lines = {};
  for (const recipe of await readdir(recipes)) {
    const ending = recipe.slice(recipe.lastIndexOf("."));
    (lines[ending] ??= new Set()).add("");
    for (const line of (await readFile(join(recipes, recipe), "utf8")).split("\n")) lines[ending].add(line.trim());
  }
  const faults = [];
  for (const page of ["../README.md", ...await readdir(docs)].filter(name => name.endsWith(".md")))
    for (const [, language, snippet] of (await readFile(join(docs, page), "utf8")).matchAll(/^```(\w+)\n(.*?)^```/gms))
      for (const line of endings[language] ? snippet.split("\n") : [])
        if (!lines[endings[language]].has(line.trim())) faults.push(`${page}: no recipe has: ${line}`);
  if (faults.length > 0) throw new Error(faults.join("\n"));
}
