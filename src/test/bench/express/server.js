// Server-Sent Events as most tutorials do them: a set of responses, and a loop that writes to each.
// No middleware. Publishes in this process, what is due every 5 ms.
const express = require('express');

const app = express();
const listeners = new Set();
const nanosAtStart = BigInt(Date.now()) * 1000000n - process.hrtime.bigint();

app.get('/stream', (request, response) => {
  response.writeHead(200, { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-cache' });
  response.write(':\n\n');
  listeners.add(response);
  response.on('close', () => listeners.delete(response));
});

app.post('/publish', (request, response) => {
  const rate = Number(request.query.rate);
  const total = Math.floor(rate * Number(request.query.seconds));
  const size = Number(request.query.size);
  const begun = process.hrtime.bigint();
  let sent = 0;
  const tick = () => {
    const due = Math.min(total, Math.floor((Number(process.hrtime.bigint() - begun) / 1e9) * rate));
    for (; sent < due; sent++) {
      const stamp = `t=${nanosAtStart + process.hrtime.bigint()};n=${sent + 1};`;
      const event = `data: ${stamp.padEnd(size, 'x')}\n\n`;
      for (const listener of listeners) {
        listener.write(event);
      }
    }
    if (sent < total) {
      setTimeout(tick, 5);
    } else {
      response.send(String(sent));
    }
  };
  tick();
});

app.listen(Number(process.argv[2]), '127.0.0.1', 4096);
