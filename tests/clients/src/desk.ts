/** What the programs need of where they run, and what each of them has to find. */
declare const process: { env: Record<string, string | undefined> };

export const address = process.env.REVIEWAPI_URL!;
export const key = process.env.REVIEWAPI_KEY!;

/** A title that no other film has. */
export const newTitle = (client: string) => `A film of ${client} ${Date.now()}`;

export function expect(holds: boolean, what: string): asserts holds {
  if (!holds) throw new Error(`Expected ${what}.`);
}

/** A choice of a filter panel. */
export type Choice = { filter: string; value: string; text: string };
