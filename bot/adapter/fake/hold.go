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
	h.state.Lock()
	now := h.now
	if now == nil || now.left > 0 {
		if now != nil {
			now.left--
			now.passed++
		}
		h.state.Unlock()
		return true
	}
	now.kept++
	h.state.Unlock()
	<-now.over
	return !now.lost
}
