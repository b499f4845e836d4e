package main

import (
	"fmt"
	"io"
	"os"
	"strings"
)

// A bar shows at a terminal how far something is, in one line that is written
// anew; elsewhere it says nothing.
type bar struct {
	to    io.Writer // nil where there is no terminal
	total int       // 0 is not known
	shown bool
}

// newBar shows the way to a total at what world.err is.
func newBar(to io.Writer, total int) *bar {
	file, is := to.(*os.File)
	if !is {
		return &bar{}
	}
	if info, err := file.Stat(); err != nil || info.Mode()&os.ModeCharDevice == 0 {
		return &bar{}
	}
	return &bar{to: to, total: total}
}

// showEvery is after how many records the line is written anew.
const showEvery = 5000

// barWidth is the width of the bar in columns.
const barWidth = 40

func (b *bar) step(n int) {
	if b.to == nil || n%showEvery != 0 && n != b.total {
		return
	}
	b.shown = true
	if b.total == 0 {
		fmt.Fprintf(b.to, "\r%d records", n)
		return
	}
	full := barWidth * min(n, b.total) / b.total
	fmt.Fprintf(b.to, "\r[%s%s] %d of %d records", strings.Repeat("=", full), strings.Repeat(" ", barWidth-full), n, b.total)
}

// end ends the line. A repeat does nothing.
func (b *bar) end() {
	if b.shown {
		b.shown = false
		fmt.Fprintln(b.to)
	}
}
