// Which release of a film has the best picture? It prints the one that leads, or why none does.
declare const process: { env: Record<string, string | undefined> };

interface Film { id: string; title: string }
interface Release { release: { id: string; format: string; edition?: string } }
interface Comparison { releases: Release[]; leaders: { picture: { releaseId?: string; mean?: number; undecided?: string } } }

const api = process.env["REVIEWAPI_URL"] ?? "http://127.0.0.1:5080";

async function get<T>(path: string): Promise<T> {
  const answer = await fetch(api + path);
  if (!answer.ok) throw new Error(`${path}: ${await answer.text()}`);
  return (await answer.json()) as T;
}

const { items: [film] } = await get<{ items: Film[] }>("/v1/films?q=blade+runner");
if (!film) throw new Error("No such film.");
const { releases, leaders: { picture } } = await get<Comparison>(`/v1/films/${film.id}/releases`);
const best = releases.find(({ release }) => release.id === picture.releaseId)?.release;
console.log(best
  ? `${film.title}: ${best.edition ?? best.format}, picture ${picture.mean}`
  : `${film.title}: ${picture.undecided}`);
