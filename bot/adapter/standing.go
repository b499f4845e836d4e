package adapter

import "sync"

// A RefusalError says that a platform does not let the bot in, which passes only
// where its operator acts: a refused token, a right that is switched off.
type RefusalError struct {
	Err error
	// Before tells whether the platform has let this process in before.
	Before bool
}

func (r *RefusalError) Error() string { return r.Err.Error() }
func (r *RefusalError) Unwrap() error { return r.Err }

// A Standing is whether a platform lets the bot in. The zero Standing is one
// that has not been asked yet, and counts as well.
type Standing struct {
	mu       sync.Mutex
	refused  error
	admitted bool // at some time
}

// Refuse notes that the platform does not let the bot in.
func (s *Standing) Refuse(why error) *RefusalError {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.refused = why
	return &RefusalError{why, s.admitted}
}

// Admit notes that the platform lets the bot in; true where it had refused it.
func (s *Standing) Admit() (again bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	again = s.refused != nil
	s.refused, s.admitted = nil, true
	return again
}

// Refused is why the platform does not let the bot in; nil where it does, or
// has not been asked.
func (s *Standing) Refused() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.refused
}
