module.exports = {
  api: {
    input: "generated/openapi.json",
    output: { target: "generated/orval/api.ts", client: "fetch", mode: "split", baseUrl: process.env.REVIEWAPI_URL },
  },
};
