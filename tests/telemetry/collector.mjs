// Takes what is sent by OTLP over HTTP, and says how much it was at the end. usage: node collector.mjs http://127.0.0.1:4318
import { createServer } from "node:http";

const taken = {};
const address = new URL(process.argv[2]);
createServer(async (request, response) => {
  let bytes = 0;
  for await (const part of request) bytes += part.length;
  taken[request.url] = (taken[request.url] ?? 0) + bytes;
  response.writeHead(200, { "Content-Type": "application/x-protobuf" }).end();
}).listen(Number(address.port), address.hostname);

process.on("SIGTERM", () => {
  console.log(`The collector took ${JSON.stringify(taken)} bytes.`);
  process.exit();
});
