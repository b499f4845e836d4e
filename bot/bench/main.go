package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"runtime/pprof"
	"slices"
	"strings"
	"time"
)

// A size says how much is measured.
type size struct {
	deliveries int           // in each round of a race
	rounds     int           // of each race; the table shows the median
	many       int           // subscriptions for memory, lease and backlog
	minute     time.Duration // how long the limits are watched
	drain      time.Duration // how long the backlog is drained at most
	rest       time.Duration // how long the program is left alone before its memory is read
}

var (
	full  = size{deliveries: 50_000, rounds: 3, many: 1_000_000, minute: time.Minute, drain: 6 * time.Minute, rest: time.Minute}
	short = size{deliveries: 10_000, rounds: 3, many: 50_000, minute: 10 * time.Second, drain: 20 * time.Second, rest: 45 * time.Second}
)

// measurements are all there are, in the order of the table.
var measurements = []struct {
	name string
	run  func(*rig) []row
}{
	{"deliveries", deliveries},
	{"telegram", throughTelegram},
	{"limits", limits},
	{"many", many},
	{"footprint", footprint},
}

func main() {
	quick := flag.Bool("short", false, "measure little: a look whether everything works, not a result")
	only := flag.String("only", "", "measure only these, parted by commas: deliveries, telegram, limits, many, footprint")
	profile := flag.String("cpuprofile", "", "file for a profile of this process")
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	s := full
	if *quick {
		s = short
	}
	err := profiled(*profile, func() error { return all(ctx, s, *only) })
	if err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

// profiled runs work and writes a profile of it; "" writes none.
func profiled(name string, work func() error) error {
	if name == "" {
		return work()
	}
	file, err := os.Create(name)
	if err != nil {
		return err
	}
	defer file.Close()
	if err := pprof.StartCPUProfile(file); err != nil {
		return err
	}
	defer pprof.StopCPUProfile()
	return work()
}

// all measures and prints the table; where a measurement fails, the table of
// those before it.
func all(ctx context.Context, s size, only string) error {
	var rows []row
	defer func() { fmt.Print(table(rows)) }()
	for _, m := range measurements {
		if only != "" && !slices.Contains(strings.Split(only, ","), m.name) {
			continue
		}
		began := time.Now()
		r := &rig{Context: ctx, size: s}
		found, err := r.run(m.run)
		if err != nil {
			return fmt.Errorf("%s: %w", m.name, err)
		}
		rows = append(rows, found...)
		fmt.Fprintf(os.Stderr, "%s: measured in %s\n", m.name, time.Since(began).Round(time.Second))
	}
	return nil
}
