// The processor time of a read by each of some services, in turns. usage: node measure.mjs NAME=PID=ADDRESS …
import { readFileSync } from "node:fs";
import { Agent, get } from "node:http";
import { setTimeout as wait } from "node:timers/promises";

const rounds = Number(process.env["ROUNDS"] ?? 12);
const atOnce = 8;
// For what is exported after the answers.
const afterwards = 1500;
const tick = 10_000;

const agent = new Agent({ keepAlive: true, maxSockets: atOnce });
const services = process.argv.slice(2).map(one => one.split("=")).map(([name, pid, address]) => ({ name, pid, address, costs: [], idle: [] }));

// In microseconds, with the system's share.
function processorTime(pid) {
  const [, fields] = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ");
  const [user, system] = fields.split(" ").slice(11, 13).map(Number);
  return (user + system) * tick;
}

function read(url) {
  return new Promise((resolve, reject) =>
    get(url, { agent }, answer => {
      if (answer.statusCode !== 200) reject(new Error(`${url}: ${answer.statusCode}`));
      let text = "";
      answer.on("data", part => (text += part)).on("end", () => resolve(text));
    }).on("error", reject));
}

async function load({ address }, paths, count) {
  let next = 0;
  await Promise.all(Array.from({ length: atOnce }, async () => {
    while (next < count) await read(address + paths[next++ % paths.length]);
  }));
}

// What a service takes for a turn of requests, 0 for none, until all of it is exported.
async function turn(service, paths, count) {
  const before = processorTime(service.pid);
  await load(service, paths, count);
  await wait(afterwards);
  return processorTime(service.pid) - before;
}

const median = values => values.toSorted((one, other) => one - other)[values.length >> 1];

// Each is asked: a review that was published elsewhere is kept in memory only once the catalogue has been compared since.
const lists = await Promise.all(services.map(({ address }) => read(`${address}/v1/reviews?limit=100`)));
const { items } = JSON.parse(lists[0]);
const paths = items.map(item => `/v1/reviews/${item.id}`);
const requests = name => (name.startsWith("hot") ? 6000 : 3000);
for (const service of services) await load(service, paths, 2 * requests(service.name));
for (let round = 0; round < rounds; round++)
  for (const service of round % 2 ? services.toReversed() : services) {
    service.idle.push(await turn(service, paths, 0));
    service.costs.push(await turn(service, paths, requests(service.name)));
  }

for (const service of services) service.cost = (median(service.costs) - median(service.idle)) / requests(service.name);
for (const service of services) {
  const without = services.find(({ name }) => `${name}-exported` === service.name);
  const share = without ? `, ${(100 * (service.cost / without.cost - 1)).toFixed(1)} % more than without` : "";
  const idle = (median(service.idle) / afterwards / 10).toFixed(2);
  console.log(`${service.name}: ${service.cost.toFixed(1)} µs of processor time for a read${share}; idle ${idle} % of a processor`);
}
agent.destroy();
