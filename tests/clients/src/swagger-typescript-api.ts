import {
  Api, AudioCodecCode, ChannelsCode, DiscFormatCode, ReviewerKindCode, RoleCode, StatusCode, TerritoryCode,
  type FacetCounts, type HttpResponse, type Problem, type ReviewInput,
} from "../generated/swagger-typescript-api.js";
import { address, expect, key, newTitle, type Choice } from "./desk.js";

// The generator knows one type of JSON bodies only.
const customFetch: typeof fetch = (url, init) => {
  const headers = new Headers(init?.headers);
  if (init?.method === "PATCH") headers.set("Content-Type", "application/merge-patch+json");
  return fetch(url, { ...init, headers });
};
const reader = new Api({ baseUrl: address }).v1;
const desk = new Api({ baseUrl: address, customFetch, baseApiParams: { headers: { Authorization: `Bearer ${key}` } } }).v1;

// Search.
const { data: found } = await reader.listReviews({
  q: "picture", format: [DiscFormatCode.BluRay, DiscFormatCode.UhdBluRay], "picture.gte": 8.5, "year.lt": 2020, sort: ["-picture", "title"],
});
expect(found.items.length > 0, "found reviews");
expect(found.items.every(review => (review.sections?.picture?.score ?? 0) >= 8.5), "only good pictures");

// All pages.
const ids = new Set<string>();
let cursor: string | undefined;
do {
  const { data: page } = await reader.listReviews({ limit: 5, cursor, count: "exact" });
  page.items.forEach(review => ids.add(review.id));
  cursor = page.next;
  expect(cursor !== undefined || ids.size === page.total, "all reviews, each once");
} while (cursor);

// One review.
const { data: review } = await reader.getReview([...ids][0]!);
expect(review.status === StatusCode.Published, "a published review");

// The releases of its film compared.
const film = review.films![0]!.id!;
const { data: comparison } = await reader.compareReleases(film);
expect(comparison.film.id === film && comparison.leaders["picture"] !== undefined, "the film's releases, and who leads");

// Facets as a filter panel, of which one choice is made.
const { data: counts } = await reader.countFacets({ facet: ["format", "hdr", "picture"] });
const panel = ({ format = [], picture = [] }: FacetCounts["facets"]): Choice[] => [
  ...format.map(({ value, label, count }) => ({ filter: "format", value, text: `${label} (${count})` })),
  ...picture.map(({ from, to, count }) => ({ filter: "picture.gte", value: `${from}`, text: `${from} to ${to} (${count})` })),
];
expect(panel(counts.facets).length > 10, "a panel");
const most = counts.facets.format![0]!;
const { data: chosen } = await reader.listReviews({ format: [most.value], count: "exact" });
expect(chosen.total === most.count, "as many reviews as the facet counts");

// A new review, changed and published.
const body: ReviewInput = {
  headline: "Made by swagger-typescript-api",
  language: "en",
  reviewers: [{ name: "Ann Reviewer", kind: ReviewerKindCode.Person, roles: [RoleCode.Author] }],
  films: [{ title: newTitle("swagger-typescript-api"), year: 1995 }],
  release: {
    format: DiscFormatCode.BluRay, territory: TerritoryCode.US,
    audio: [{ codec: AudioCodecCode.DtsHdMa, channels: ChannelsCode.Value51, language: "en" }],
  },
  sections: { picture: { score: 8.5, text: "Sharp." } },
};
const created = await desk.createReview(body, {}, { headers: { "Idempotency-Key": crypto.randomUUID() } });
expect(created.status === 201, "201");
const id = created.data.id;
const patched = await desk.patchReview(
  id,
  { headline: null, summary: "In short: yes.", sections: { picture: { text: null } } },
  { headers: { "If-Match": created.headers.get("ETag")! } },
);
expect(patched.data.headline === undefined && patched.data.summary !== undefined, "a changed review");
const published = await desk.publishReview(id, {}, undefined, { headers: { "If-Match": patched.headers.get("ETag")! } });
expect(published.data.status === StatusCode.Published, "a published review");

// What was read is put back.
const again = await desk.replaceReview(id, published.data, { headers: { "If-Match": published.headers.get("ETag")! } });
expect(again.data.revision === published.data.revision, "that the same content changes nothing");

// A refusal that says what is wrong.
const refused = await desk.createReview({ ...body, sections: { picture: { score: 11 } } })
  .then(() => undefined, (answer: HttpResponse<unknown, Problem>) => answer);
expect(refused?.status === 422, "422");
expect(refused.error.errors![0]!.pointer === "/sections/picture/score", "the place at fault");
