import { createClient } from "../generated/hey-api/client/index.js";
import {
  compareReleases, countFacets, createReview, getReview, listReviews, patchReview, publishReview, replaceReview,
} from "../generated/hey-api/sdk.gen.js";
import type { FacetCounts, ReviewInput } from "../generated/hey-api/types.gen.js";
import { address, expect, key, newTitle, type Choice } from "./desk.js";

const reader = createClient({ baseUrl: address });
const desk = createClient({ baseUrl: address, auth: key });

// Search.
const search = await listReviews({
  client: reader,
  query: { q: "picture", format: ["blu_ray", "uhd_blu_ray"], "picture.gte": 8.5, "year.lt": 2020, sort: ["-picture", "title"] },
});
expect(search.data !== undefined && search.data.items.length > 0, "found reviews");
expect(search.data.items.every(review => (review.sections?.picture?.score ?? 0) >= 8.5), "only good pictures");

// All pages.
const ids = new Set<string>();
let cursor: string | undefined;
do {
  const { data } = await listReviews({ client: reader, query: { limit: 5, cursor, count: "exact" }, throwOnError: true });
  data.items.forEach(review => ids.add(review.id));
  cursor = data.next;
  expect(cursor !== undefined || ids.size === data.total, "all reviews, each once");
} while (cursor);

// One review.
const { data: review } = await getReview({ client: reader, path: { idOrSlug: [...ids][0]! }, throwOnError: true });
expect(review.status === "published", "a published review");

// The releases of its film compared.
const film = review.films![0]!.id!;
const { data: comparison } = await compareReleases({ client: reader, path: { id: film }, throwOnError: true });
expect(comparison.film.id === film && comparison.leaders["picture"] !== undefined, "the film's releases, and who leads");

// Facets as a filter panel, of which one choice is made.
const { data: counts } = await countFacets({ client: reader, query: { facet: ["format", "hdr", "picture"] }, throwOnError: true });
const panel = ({ format = [], picture = [] }: FacetCounts["facets"]): Choice[] => [
  ...format.map(({ value, label, count }) => ({ filter: "format", value, text: `${label} (${count})` })),
  ...picture.map(({ from, to, count }) => ({ filter: "picture.gte", value: `${from}`, text: `${from} to ${to} (${count})` })),
];
expect(panel(counts.facets).length > 10, "a panel");
const most = counts.facets.format![0]!;
const { data: chosen } = await listReviews({ client: reader, query: { format: [most.value], count: "exact" }, throwOnError: true });
expect(chosen.total === most.count, "as many reviews as the facet counts");

// A new review, changed and published.
const body: ReviewInput = {
  headline: "Made by hey-api",
  language: "en",
  reviewers: [{ name: "Ann Reviewer", kind: "person", roles: ["author"] }],
  films: [{ title: newTitle("hey-api"), year: 1995 }],
  release: { format: "blu_ray", territory: "US", audio: [{ codec: "dts_hd_ma", channels: "5.1", language: "en" }] },
  sections: { picture: { score: 8.5, text: "Sharp." } },
};
const created = await createReview({ client: desk, body, headers: { "Idempotency-Key": crypto.randomUUID() } });
expect(created.data !== undefined && created.response!.status === 201, "201");
const path = { idOrSlug: created.data.id };
const patched = await patchReview({
  client: desk, path,
  headers: { "If-Match": created.response!.headers.get("ETag")! },
  body: { headline: null, summary: "In short: yes.", sections: { picture: { text: null } } },
});
expect(patched.data !== undefined && patched.data.headline === undefined && patched.data.summary !== undefined, "a changed review");
const published = await publishReview({ client: desk, path, headers: { "If-Match": patched.response!.headers.get("ETag")! } });
expect(published.data?.status === "published", "a published review");

// What was read is put back.
const again = await replaceReview({
  client: desk, path, headers: { "If-Match": published.response!.headers.get("ETag")! }, body: published.data,
});
expect(again.data?.revision === published.data.revision, "that the same content changes nothing");

// A refusal that says what is wrong.
const refused = await createReview({ client: desk, body: { ...body, sections: { picture: { score: 11 } } } });
expect(refused.response!.status === 422 && refused.error !== undefined, "422");
expect(refused.error.errors![0]!.pointer === "/sections/picture/score", "the place at fault");
