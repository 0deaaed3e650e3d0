import createClient from "openapi-fetch";
import type { components, paths } from "../generated/openapi-fetch.js";
import { address, expect, key, newTitle, type Choice } from "./desk.js";

type ReviewInput = components["schemas"]["ReviewInput"];
type FacetCounts = components["schemas"]["FacetCounts"];

const reader = createClient<paths>({ baseUrl: address });
const desk = createClient<paths>({ baseUrl: address, headers: { Authorization: `Bearer ${key}` } });

// Search.
const search = await reader.GET("/v1/reviews", {
  params: { query: { q: "picture", format: ["blu_ray", "uhd_blu_ray"], "picture.gte": 8.5, "year.lt": 2020, sort: ["-picture", "title"] } },
});
expect(search.data !== undefined && search.data.items.length > 0, "found reviews");
expect(search.data.items.every(review => (review.sections?.picture?.score ?? 0) >= 8.5), "only good pictures");

// All pages.
const ids = new Set<string>();
let cursor: string | undefined;
do {
  const page = await reader.GET("/v1/reviews", { params: { query: { limit: 5, cursor, count: "exact" } } });
  expect(page.data !== undefined, "a page");
  page.data.items.forEach(review => ids.add(review.id));
  cursor = page.data.next;
  expect(cursor !== undefined || ids.size === page.data.total, "all reviews, each once");
} while (cursor);

// One review.
const one = await reader.GET("/v1/reviews/{idOrSlug}", { params: { path: { idOrSlug: [...ids][0]! } } });
expect(one.data !== undefined && one.data.status === "published", "a published review");

// The releases of its film compared.
const film = one.data.films![0]!.id!;
const comparison = await reader.GET("/v1/films/{id}/releases", { params: { path: { id: film } } });
expect(comparison.data !== undefined && comparison.data.film.id === film, "the film's releases");
expect(comparison.data.leaders["picture"] !== undefined, "who leads, or why none does");

// Facets as a filter panel, of which one choice is made.
const facets = await reader.GET("/v1/reviews/facets", { params: { query: { facet: ["format", "hdr", "picture"] } } });
expect(facets.data !== undefined, "facets");
const panel = (counts: FacetCounts["facets"]): Choice[] => [
  ...(counts.format ?? []).map(({ value, label, count }) => ({ filter: "format", value, text: `${label} (${count})` })),
  ...(counts.picture ?? []).map(({ from, to, count }) => ({ filter: "picture.gte", value: `${from}`, text: `${from} to ${to} (${count})` })),
];
expect(panel(facets.data.facets).length > 10, "a panel");
const most = facets.data.facets.format![0]!;
const chosen = await reader.GET("/v1/reviews", { params: { query: { format: [most.value], count: "exact" } } });
expect(chosen.data?.total === most.count, "as many reviews as the facet counts");

// A new review, changed and published.
const body: ReviewInput = {
  headline: "Made by openapi-fetch",
  language: "en",
  reviewers: [{ name: "Ann Reviewer", kind: "person", roles: ["author"] }],
  films: [{ title: newTitle("openapi-fetch"), year: 1995 }],
  release: { format: "blu_ray", territory: "US", audio: [{ codec: "dts_hd_ma", channels: "5.1", language: "en" }] },
  sections: { picture: { score: 8.5, text: "Sharp." } },
};
const created = await desk.POST("/v1/reviews", { params: { header: { "Idempotency-Key": crypto.randomUUID() } }, body });
expect(created.response.status === 201 && created.data !== undefined, "201");
const path = { idOrSlug: created.data.id };
const patched = await desk.PATCH("/v1/reviews/{idOrSlug}", {
  params: { path, header: { "If-Match": created.response.headers.get("ETag")! } },
  body: { headline: null, summary: "In short: yes.", sections: { picture: { text: null } } },
  headers: { "Content-Type": "application/merge-patch+json" },
});
expect(patched.data !== undefined && patched.data.headline === undefined && patched.data.summary !== undefined, "a changed review");
const published = await desk.POST("/v1/reviews/{idOrSlug}/publish", {
  params: { path, header: { "If-Match": patched.response.headers.get("ETag")! } },
});
expect(published.data?.status === "published", "a published review");

// What was read is put back.
const again = await desk.PUT("/v1/reviews/{idOrSlug}", {
  params: { path, header: { "If-Match": published.response.headers.get("ETag")! } },
  body: published.data!,
});
expect(again.data?.revision === published.data!.revision, "that the same content changes nothing");

// A refusal that says what is wrong.
const refused = await desk.POST("/v1/reviews", { body: { ...body, sections: { picture: { score: 11 } } } });
expect(refused.response.status === 422 && refused.error !== undefined, "422");
expect(refused.error.errors![0]!.pointer === "/sections/picture/score", "the place at fault");
