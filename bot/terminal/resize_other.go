//go:build !unix

package terminal

import "os"

// resized never tells: no signal says here that the screen has another size.
func resized() (told <-chan os.Signal, stop func()) { return nil, func() {} }
