package reply

// A Problem is an error that the asker can mend: its text is said to them as
// it is. All other errors are for the log.
type Problem string

// Error is the sentence itself.
func (p Problem) Error() string { return string(p) }
