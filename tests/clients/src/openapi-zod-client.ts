import { isErrorFromAlias } from "@zodios/core";
import type { z } from "zod";
import { api, createApiClient, schemas } from "../generated/openapi-zod-client.js";
import { address, expect, key, newTitle, type Choice } from "./desk.js";

type ReviewInput = z.infer<typeof schemas.ReviewInput>;
type FacetCounts = z.infer<typeof schemas.FacetCounts>;

// Every answer is checked against its schema.
const reader = createApiClient(address);
const desk = createApiClient(address, { axiosConfig: { headers: { Authorization: `Bearer ${key}` } } });
let tag = "";
desk.axios.interceptors.response.use(answer => {
  tag = `${answer.headers["etag"]}`;
  return answer;
});

// Zodios' types are too deep for TypeScript where an operation has dozens of parameters; the schemas serve without it.
const read = async <T extends z.ZodTypeAny>(path: string, query: Record<string, string>, schema: T): Promise<z.infer<T>> =>
  schema.parse(await (await fetch(`${address}${path}?${new URLSearchParams(query)}`)).json());
const list = (query: Record<string, string>) => read("/v1/reviews", query, schemas.ReviewPage);

// Search.
const found = await list({ q: "picture", format: "blu_ray,uhd_blu_ray", "picture.gte": "8.5", "year.lt": "2020", sort: "-picture,title" });
expect(found.items.length > 0, "found reviews");
expect(found.items.every(review => (review.sections?.picture?.score ?? 0) >= 8.5), "only good pictures");

// All pages.
const ids = new Set<string>();
let cursor: string | undefined;
do {
  const page = await list({ limit: "5", count: "exact", ...(cursor && { cursor }) });
  page.items.forEach(review => ids.add(review.id));
  cursor = page.next;
  expect(cursor !== undefined || ids.size === page.total, "all reviews, each once");
} while (cursor);

// One review.
const review = await reader.GetReview({ params: { idOrSlug: [...ids][0]! } });
expect(review.status === "published", "a published review");

// The releases of its film compared.
const film = review.films![0]!.id!;
const comparison = await reader.CompareReleases({ params: { id: film } });
expect(comparison.film.id === film && comparison.leaders["picture"] !== undefined, "the film's releases, and who leads");

// Facets as a filter panel, of which one choice is made.
const counts = await read("/v1/reviews/facets", { facet: "format,hdr,picture" }, schemas.FacetCounts);
const panel = ({ format = [], picture = [] }: FacetCounts["facets"]): Choice[] => [
  ...format.map(({ value, label, count }) => ({ filter: "format", value, text: `${label} (${count})` })),
  ...picture.map(({ from, to, count }) => ({ filter: "picture.gte", value: `${from}`, text: `${from} to ${to} (${count})` })),
];
expect(panel(counts.facets).length > 10, "a panel");
const most = counts.facets.format![0]!;
const chosen = await list({ format: most.value, count: "exact" });
expect(chosen.total === most.count, "as many reviews as the facet counts");

// A new review, changed and published.
const body: ReviewInput = {
  headline: "Made by zod",
  language: "en",
  reviewers: [{ name: "Ann Reviewer", kind: "person", roles: ["author"] }],
  films: [{ title: newTitle("zod"), year: 1995 }],
  release: { format: "blu_ray", territory: "US", audio: [{ codec: "dts_hd_ma", channels: "5.1", language: "en" }] },
  sections: { picture: { score: 8.5, text: "Sharp." } },
};
const created = await desk.CreateReview(body, { headers: { "Idempotency-Key": crypto.randomUUID() } });
const params = { idOrSlug: created.id };
const patched = await desk.PatchReview(
  { headline: null, summary: "In short: yes.", sections: { picture: { text: null } } },
  { params, headers: { "If-Match": tag, "Content-Type": "application/merge-patch+json" } },
);
expect(patched.headline === undefined && patched.summary !== undefined, "a changed review");
const published = await desk.PublishReview(undefined, { params, headers: { "If-Match": tag } });
expect(published.status === "published", "a published review");

// What was read is put back.
const again = await desk.ReplaceReview(published, { params, headers: { "If-Match": tag } });
expect(again.revision === published.revision, "that the same content changes nothing");

// A refusal that says what is wrong; the client is told not to check what it sends.
const unchecked = createApiClient(address, { validate: "response", axiosConfig: { headers: { Authorization: `Bearer ${key}` } } });
const refused: unknown = await unchecked.CreateReview({ ...body, sections: { picture: { score: 11 } } }).catch((error: unknown) => error);
expect(isErrorFromAlias(api.api, "CreateReview", refused) && refused.response.status === 422, "422");
expect(refused.response.data.errors![0]!.pointer === "/sections/picture/score", "the place at fault");
