package content

import (
	"embed"
	"io/fs"
)

//go:embed *.yaml countries lang lists names posts vocabulary
var builtin embed.FS

// Builtin is the content that ships with the program.
func Builtin() fs.FS { return builtin }
