package fake

// A Holder keeps messages on their way, from Hold to Release.
type Holder struct {
	state *State
	now   *hold // nil lets every message in
}

type hold struct {
	left   int           // how many are still let in
	passed int           // how many were let in
	kept   int           // how many wait
	over   chan struct{} // closed when it is over
	lost   bool          // what has waited does not arrive
}

// NewHolder makes a Holder that keeps nothing, of a server with a state.
func NewHolder(state *State) *Holder { return &Holder{state: state} }

// Hold lets n more messages in, repeats too, and keeps those that come after
// them on their way until Release.
func (h *Holder) Hold(n int) {
	defer h.state.Change()()
	h.now = &hold{left: n, over: make(chan struct{})}
}

// Release lets what was held arrive, or, where it is lost, cuts it off.
func (h *Holder) Release(lost bool) {
	defer h.state.Change()()
	if h.now != nil {
		h.now.lost = lost
		close(h.now.over)
		h.now = nil
	}
}

// Held tells how many messages have arrived since Hold, and how many wait.
func (h *Holder) Held() (passed, kept int) {
	h.state.Lock()
	defer h.state.Unlock()
	if h.now == nil {
		return 0, 0
	}
	return h.now.passed, h.now.kept
}

// Arrives waits until a message may come in; false where it does not.
func (h *Holder) Arrives() bool {
	now := h.arrive()
	if now == nil {
		return true
	}
	<-now.over
	return !now.lost
}

// arrive notes a message, and returns the hold that it has to wait for; nil lets
// it in.
func (h *Holder) arrive() *hold {
	defer h.state.Change()()
	now := h.now
	switch {
	case now == nil:
		return nil
	case now.left > 0:
		now.left--
		now.passed++
		return nil
	}
	now.kept++
	return now
}
