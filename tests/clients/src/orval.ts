import {
  compareReleases, countFacets, createReview, getReview, listReviews, patchReview, publishReview, replaceReview,
} from "../generated/orval/api.js";
import type { FacetCountsFacets, ReviewInput } from "../generated/orval/api.schemas.js";
import { expect, key, newTitle, type Choice } from "./desk.js";

const desk = { Authorization: `Bearer ${key}` };

// Search.
const search = await listReviews({
  q: "picture", format: ["blu_ray", "uhd_blu_ray"], "picture.gte": 8.5, "year.lt": 2020, sort: ["-picture", "title"],
});
expect(search.status === 200 && search.data.items.length > 0, "found reviews");
expect(search.data.items.every(review => (review.sections?.picture?.score ?? 0) >= 8.5), "only good pictures");

// All pages.
const ids = new Set<string>();
let cursor: string | undefined;
do {
  const page = await listReviews({ limit: 5, cursor, count: "exact" });
  expect(page.status === 200, "a page");
  page.data.items.forEach(review => ids.add(review.id));
  cursor = page.data.next;
  expect(cursor !== undefined || ids.size === page.data.total, "all reviews, each once");
} while (cursor);

// One review.
const one = await getReview([...ids][0]!);
expect(one.status === 200 && one.data.status === "published", "a published review");

// The releases of its film compared.
const film = one.data.films![0]!.id!;
const comparison = await compareReleases(film);
expect(comparison.status === 200 && comparison.data.film.id === film, "the film's releases");
expect(comparison.data.leaders["picture"] !== undefined, "who leads, or why none does");

// Facets as a filter panel, of which one choice is made.
const counts = await countFacets({ facet: ["format", "hdr", "picture"] });
expect(counts.status === 200, "facets");
const panel = ({ format = [], picture = [] }: FacetCountsFacets): Choice[] => [
  ...format.map(({ value, label, count }) => ({ filter: "format", value, text: `${label} (${count})` })),
  ...picture.map(({ from, to, count }) => ({ filter: "picture.gte", value: `${from}`, text: `${from} to ${to} (${count})` })),
];
expect(panel(counts.data.facets).length > 10, "a panel");
const most = counts.data.facets.format![0]!;
const chosen = await listReviews({ format: [most.value], count: "exact" });
expect(chosen.status === 200 && chosen.data.total === most.count, "as many reviews as the facet counts");

// A new review, changed and published.
const body: ReviewInput = {
  headline: "Made by orval",
  language: "en",
  reviewers: [{ name: "Ann Reviewer", kind: "person", roles: ["author"] }],
  films: [{ title: newTitle("orval"), year: 1995 }],
  release: { format: "blu_ray", territory: "US", audio: [{ codec: "dts_hd_ma", channels: "5.1", language: "en" }] },
  sections: { picture: { score: 8.5, text: "Sharp." } },
};
const created = await createReview(body, undefined, { headers: { ...desk, "Idempotency-Key": crypto.randomUUID() } });
expect(created.status === 201, "201");
const id = created.data.id;
const patched = await patchReview(
  id,
  { headline: null, summary: "In short: yes.", sections: { picture: { text: null } } },
  { headers: { ...desk, "If-Match": created.headers.get("ETag")! } },
);
expect(patched.status === 200 && patched.data.headline === undefined && patched.data.summary !== undefined, "a changed review");
const published = await publishReview(id, undefined, undefined, { headers: { ...desk, "If-Match": patched.headers.get("ETag")! } });
expect(published.status === 200 && published.data.status === "published", "a published review");

// What was read is put back.
const again = await replaceReview(id, published.data, { headers: { ...desk, "If-Match": published.headers.get("ETag")! } });
expect(again.status === 200 && again.data.revision === published.data.revision, "that the same content changes nothing");

// A refusal that says what is wrong.
const refused = await createReview({ ...body, sections: { picture: { score: 11 } } }, undefined, { headers: desk });
expect(refused.status === 422, "422");
expect(refused.data.errors![0]!.pointer === "/sections/picture/score", "the place at fault");
