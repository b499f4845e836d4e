//go:build unix

package terminal

import (
	"os"
	"os/signal"
	"syscall"
)

// resized tells when the screen has another size, until stop is called.
func resized() (told <-chan os.Signal, stop func()) {
	c := make(chan os.Signal, 1)
	signal.Notify(c, syscall.SIGWINCH)
	return c, func() { signal.Stop(c) }
}
