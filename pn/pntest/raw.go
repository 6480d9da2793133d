package pntest

import (
	"fmt"

	"github.com/gorilla/websocket"
)

// Fire clicks the button with a label and does not wait for the answer.
func (p *Page) Fire(label string) {
	p.t.Helper()
	id := p.labelled(label)
	p.mu.Lock()
	p.seq++
	message := fmt.Sprintf(`{"type":"event","seq":%d,"id":%q,"on":%d,"event":"click"}`, p.seq, id, p.last)
	p.mu.Unlock()
	p.SendRaw(message)
}

// SendRaw sends a message as it is. The page must be live.
func (p *Page) SendRaw(message string) {
	p.t.Helper()
	if !p.TrySend(message) {
		p.t.Fatalf("the socket is closed")
	}
}

// TrySend sends a message as it is, and reports whether the socket took it.
func (p *Page) TrySend(message string) bool {
	p.mu.Lock()
	conn := p.conn
	p.mu.Unlock()
	if conn == nil {
		return false
	}
	p.writing.Lock()
	defer p.writing.Unlock()
	return conn.WriteMessage(websocket.TextMessage, []byte(message)) == nil
}
