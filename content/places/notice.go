package places

import _ "embed"

//go:embed README.md
var notice string

// Notice says where the data is from, under which licence, and what was changed
// in it, as that licence asks whoever hands it on to say.
func Notice() string { return notice }
