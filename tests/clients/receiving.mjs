import { spawn } from "node:child_process";
import { createServer } from "node:net";
import { once } from "node:events";

const patience = 120_000;

/** A receiver of webhooks goes on until it is ended: it has to take what the service sends, and to refuse what nobody signed. */
export async function requireReceived([command, ...options], address, key, env) {
  const port = await freePort();
  const receiver = `http://127.0.0.1:${port}/`;
  const { id, secret } = await call("POST", "/v1/webhooks", { url: receiver });
  const program = spawn(command, options, { env: { ...env, WEBHOOK_SECRET: secret, PORT: `${port}` }, detached: true });
  let said = "";
  for (const stream of [program.stdout, program.stderr]) stream.on("data", text => (said += text));
  try {
    await until(text => text.includes(receiver));
    const { status } = await fetch(receiver, { method: "POST", body: "{}" });
    if (status !== 400) throw new Error(`It answers ${status} to what nobody signed.`);
    const { cursor } = await call("GET", "/v1/changes?limit=1");
    await call("POST", `/v1/webhooks/${id}/replay?after=${encodeURIComponent(cursor)}`);
    await until(text => /review.published \S+/.test(text));
  } finally {
    await call("DELETE", `/v1/webhooks/${id}`);
    // Its whole group: dotnet run has the program as a child.
    if (program.exitCode === null) process.kill(-program.pid, "SIGTERM");
  }

  async function call(method, path, body) {
    const headers = { Authorization: `Bearer ${key}`, ...(body && { "Content-Type": "application/json" }) };
    const answer = await fetch(address + path, { method, headers, body: body && JSON.stringify(body) });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${method} ${path}: ${text}`);
    return text && JSON.parse(text);
  }

  async function until(isSaid) {
    const late = AbortSignal.timeout(patience);
    while (!isSaid(said)) {
      if (late.aborted || program.exitCode !== null) throw new Error(`It says: ${said}`);
      await new Promise(resolve => setTimeout(resolve, 50));
    }
  }
}

async function freePort() {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address();
  await once(server.close(), "close");
  return port;
}
