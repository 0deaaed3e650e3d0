// Copies all published reviews by an export, and then follows the changes. It prints how many there are.
declare const process: { env: Record<string, string | undefined> };

interface Review { id: string; slug: string; revision: number }
interface Change { type: string; reviewId?: string; review?: Review }
interface Changes { items: Change[]; cursor: string; more: boolean }

const api = process.env["REVIEWAPI_URL"] ?? "http://127.0.0.1:5080";
const copy = new Map<string, Review>();

async function get(path: string): Promise<Response> {
  const answer = await fetch(api + path);
  if (!answer.ok && answer.status !== 410) throw new Error(`${path}: ${await answer.text()}`);
  return answer;
}

// Gives the cursor to go on from.
async function exportAll(): Promise<string> {
  const answer = await get("/v1/reviews/export");
  copy.clear();
  for (const line of (await answer.text()).split("\n").filter(line => line !== "")) {
    const review = JSON.parse(line) as Review;
    copy.set(review.id, review);
  }
  return answer.headers.get("Changes-Cursor")!;
}

// Keep the cursor with the copy, in one transaction: the next call goes on from there.
async function follow(cursor: string): Promise<string> {
  for (let more = true; more;) {
    const answer = await get(`/v1/changes?include=review&after=${encodeURIComponent(cursor)}`);
    if (answer.status === 410) return exportAll(); // of another history, as after a restore
    const changes = (await answer.json()) as Changes;
    for (const { reviewId, review } of changes.items)
      if (review) copy.set(review.id, review);
      else if (reviewId) copy.delete(reviewId); // withdrawn
    ({ cursor, more } = changes);
  }
  return cursor;
}

await follow(await exportAll());
console.log(`${copy.size} reviews`);
