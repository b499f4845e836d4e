package trials_test

import (
	"math"
	"syscall"
	"testing"
	"time"
	"unsafe"
)

// shortOfSpace makes every write of a bot to a file fail, as on a full disk;
// with false it may write again.
func (b *bot) shortOfSpace(full bool) {
	b.t.Helper()
	limit := syscall.Rlimit{Cur: math.MaxUint64, Max: math.MaxUint64}
	if full {
		limit.Cur = 1
	}
	_, _, err := syscall.RawSyscall6(syscall.SYS_PRLIMIT64, uintptr(b.cmd.Process.Pid), syscall.RLIMIT_FSIZE, uintptr(unsafe.Pointer(&limit)), 0, 0, 0)
	if err != 0 {
		b.t.Fatal(err)
	}
}

// afterwards is how long those who waited for space on the disk may have to
// wait when there is some again.
const afterwards = time.Minute

func TestAFullDiskIsWaitedForAndNothingIsLostOrComesTwice(t *testing.T) {
	t.Parallel()
	const people = 110
	for _, tt := range []struct {
		what  string
		fills func(w *environment, b *bot)
	}{
		{"it is full from the first delivery on", func(w *environment, b *bot) {
			w.await("the first goes out", func() bool { return w.accepted() > 0 })
			b.shortOfSpace(true)
			lasts(4 * time.Second)
		}},
		{"it fills up while deliveries go out, again and again", func(w *environment, b *bot) {
			w.await("deliveries go out", func() bool { return w.accepted() > 5 })
			for range 10 {
				b.shortOfSpace(true)
				lasts(time.Duration(w.random.IntN(300)) * time.Millisecond)
				b.shortOfSpace(false)
				lasts(time.Duration(w.random.IntN(900)) * time.Millisecond)
			}
			b.shortOfSpace(true)
			lasts(3 * time.Second)
		}},
	} {
		t.Run(tt.what, func(t *testing.T) {
			t.Parallel()
			w := onFile(t)
			w.seed(people)
			b := w.start()
			tt.fills(w, b)
			before := w.accepted()
			b.shortOfSpace(false)
			took := w.within(afterwards, "everybody has theirs", w.everybody)
			w.stop(b)
			w.exactlyOnce("")
			t.Logf("%d of %d had theirs before there was space, the others within %s", before, 2*people, took.Round(10*time.Millisecond))
		})
	}
}
