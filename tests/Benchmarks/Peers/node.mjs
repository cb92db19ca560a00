// Node's own https with an agent that keeps its connection, opened in INIT. One process, one event at a time, as in Lambda.
import http from 'node:http';
import https from 'node:https';

const [host, port] = process.env.AWS_LAMBDA_RUNTIME_API.split(':');
const prefix = '/2018-06-01/runtime/invocation/';
const gateway = new URL(process.env.BENCH_GATEWAY);
const local = new http.Agent({ keepAlive: true, maxSockets: 1 });
const kept = new https.Agent({ keepAlive: true, maxSockets: 1 });

function call(module, options, body) {
  return new Promise((resolve, reject) => {
    const request = module.request(options, answer => {
      const parts = [];
      answer.on('data', part => parts.push(part));
      answer.on('end', () => resolve({ status: answer.statusCode, headers: answer.headers, body: Buffer.concat(parts).toString() }));
    });
    request.on('error', reject);
    request.end(body);
  });
}

const ask = (method, path, headers) =>
  call(https, { agent: kept, host: gateway.hostname, port: gateway.port, method, path, headers: { ...headers, 'x-api-key': process.env.BENCH_KEY } });

await ask('GET', '/warm-up', {});
for (;;) {
  const work = await call(http, { agent: local, host, port, path: prefix + 'next' });
  const event = JSON.parse(work.body);
  const { Host, ...headers } = event.headers;
  const answer = await ask(event.httpMethod, `/${Host.replaceAll('.', '_')}${event.path}`, headers);
  const result = JSON.stringify({ statusCode: answer.status, headers: answer.headers, body: answer.body });
  const id = work.headers['lambda-runtime-aws-request-id'];
  await call(http, { agent: local, host, port, method: 'POST', path: `${prefix}${id}/response`, headers: { 'Content-Length': Buffer.byteLength(result) } }, result);
}
