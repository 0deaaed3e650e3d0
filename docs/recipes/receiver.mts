// Takes a webhook's messages, verifies that the service signed them, and prints what they tell:
// WEBHOOK_SECRET=whsec_… node docs/recipes/receiver.mts
import { createServer } from "node:http";
import { Webhook } from "standardwebhooks";

const webhook = new Webhook(process.env["WEBHOOK_SECRET"]!);
const port = Number(process.env["PORT"] ?? 8090);

createServer(async (request, response) => {
  // As it came: the same JSON written anew has another signature.
  const body = Buffer.concat(await request.toArray()).toString();
  const headers = request.headers as Record<string, string>;
  try {
    const message = webhook.verify(body, headers) as { type: string; data: { cursor: string } }; // throws where the signature is wrong or old
    console.log(`${message.type} ${request.headers["webhook-id"]}`);
    response.writeHead(204).end();
  } catch {
    response.writeHead(400).end();
  }
}).listen(port, "127.0.0.1", () => console.log(`http://127.0.0.1:${port}/`));
