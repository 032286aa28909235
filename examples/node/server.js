import http from 'node:http';
import os from 'node:os';
import v8 from 'node:v8';
import colors from 'picocolors';
import { greeting } from './lib/greeting.js';

// Change this line, deploy again, and see how little is sent.
const version = '1';
const longestMs = 10_000;

function answer(url) {
  switch (url.pathname) {
    case '/':
      return { greeting: greeting(), version, host: os.hostname(), runtime: runtime() };
    case '/health':
      return { status: 'up' };
    default:
      return undefined;
  }
}

function runtime() {
  return { heapMiB: Math.round(v8.getHeapStatistics().heap_size_limit / 2 ** 20), cpuLimit: process.env.PAAS_CPU_LIMIT };
}

const server = http.createServer((request, response) => {
  const url = new URL(request.url, 'http://localhost');
  const waitMs = Math.min(Number(url.searchParams.get('wait')) || 0, longestMs);
  setTimeout(() => {
    const found = answer(url);
    response.writeHead(found ? 200 : 404, { 'Content-Type': 'application/json' });
    response.end(JSON.stringify(found ?? { error: 'there is only / and /health' }) + '\n');
  }, waitMs);
});

// Kubernetes ends a pod with SIGTERM: no new connections, and the requests that are here are answered.
process.on('SIGTERM', () => {
  server.close(() => console.log('Stopped, all requests answered'));
  server.closeIdleConnections();
});

server.listen(Number(process.env.PORT ?? 8080), () => {
  console.log(colors.green(`Version ${version} listens on port ${server.address().port}`));
});
