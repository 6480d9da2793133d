// The stream, for pages that no WebSocket reaches: an object like a WebSocket
// that is made of requests. The server's messages are the answer to the first
// request, as server-sent events; further requests carry the page's messages.
const most = 1e5; // characters of one request, unless a single message has more

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

  // post sends a request. A refusal because of its content ends the stream.
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

  // tell sends messages: again, some times, where another server behind the same name has
  // the stream, or where no server answers. They take effect once however often they come.
  async function tell(messages) {
    for (let n = 0;; n++) {
      try {
        return await post(id, messages);
      } catch (status) {
        if (n > 7 || status < 502 && status != 421 || away.signal.aborted) throw status;
        if (status != 421) await new Promise(done => setTimeout(done, 100 * n));
      }
    }
  }

  async function listen(hello) {
    const {body} = await post('panelgo.2', hello), reader = body.pipeThrough(new TextDecoderStream()).getReader();
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

  // pump sends the waiting messages, one request at a time; or an empty list as
  // a sign of life.
  async function pump(alive) {
    if (!id || busy) return;
    busy = true;
    for (; queue.length || alive; alive = false) {
      let n = 0, size = 0;
      while (n < queue.length && (!n || size + queue[n].length < most)) size += queue[n++].length;
      try {
        await tell(`[${queue.splice(0, n)}]`);
      } catch {
        setTimeout(lost, 1000, {}); // where requests fail but streams open, do not reopen without a pause
        return;
      }
    }
    busy = false;
  }

  queueMicrotask(() => stream.onopen()); // sending the hello opens it
  return stream;
}
