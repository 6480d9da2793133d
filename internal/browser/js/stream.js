// The stream: for pages to which no WebSocket gets through, something that
// looks like one and is made of requests. What the server says is the answer to
// the first, as server-sent events; the others bring what the page says.
const most = 1e5; // of one request, unless a single message is bigger

export function openStream() {
  const away = new AbortController(), queue = [];
  let id, begun, busy;

  const stream = {
    readyState: WebSocket.CONNECTING,
    send(message) {
      if (begun) queue.push(message);
      else listen(message).catch(() => lost({}));
      begun = true;
      pump();
    },
    close() {
      stream.readyState = WebSocket.CLOSED;
      away.abort();
    },
  };

  function lost(e) {
    if (stream.readyState == WebSocket.CLOSED) return;
    stream.close();
    stream.onclose(e);
  }

  // post sends a request. One that is refused for what it says is the end.
  async function post(to, body) {
    const answer = await fetch(location.origin + location.pathname + location.search, {
      method: 'POST', body, signal: away.signal, headers: {'Content-Type': 'application/json', 'Panelgo-Stream': to},
    });
    if (answer.ok) return answer;
    const {status} = answer;
    if (status == 400) lost({code: 1008, reason: await answer.text()});
    if (status == 413) lost({code: 1009});
    throw status;
  }

  async function listen(hello) {
    const {body} = await post('open', hello), reader = body.pipeThrough(new TextDecoderStream()).getReader();
    for (let text = '';;) {
      const {value, done} = await reader.read();
      if (done) return lost({});
      text += value;
      if (!value.includes('\n')) continue;
      const events = text.split('\n\n');
      text = events.pop();
      events.forEach(take);
    }
  }

  function take(event) {
    if (stream.readyState == WebSocket.CLOSED) return;
    if (event == ':') return pump(true);
    const [, name, data] = event.match(/^(?:event: (\w+)\n)?data: (.*)$/s);
    if (name == 'close') return lost(JSON.parse(data));
    if (name != 'open') return stream.onmessage({data});
    id = data;
    stream.readyState = WebSocket.OPEN;
    pump();
  }

  // pump sends what waits, one request at a time; or that the page is there.
  async function pump(alive) {
    if (!id || busy) return;
    busy = true;
    for (; queue.length || alive; alive = false) {
      let n = 0, size = 0;
      while (n < queue.length && (!n || size + queue[n].length < most)) size += queue[n++].length;
      try {
        await post(id, `[${queue.splice(0, n)}]`);
      } catch {
        setTimeout(lost, 1000, {}); // a stream that only lets the server speak must not open without a pause
        return;
      }
    }
    busy = false;
  }

  queueMicrotask(() => stream.onopen()); // the hello is what opens it
  return stream;
}
