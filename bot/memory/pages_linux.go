package memory

import (
	"bufio"
	"os"
	"strconv"
	"strings"
	"syscall"
)

// dropPages lets go of the pages of the program's file: the start alone needs most of
// its code and of the texts in it. The system keeps them as long as it has room, and
// brings back each that is touched.
func dropPages() {
	program, err := os.Readlink("/proc/self/exe")
	if err != nil {
		return
	}
	maps, err := os.Open("/proc/self/maps")
	if err != nil {
		return
	}
	defer maps.Close()
	for lines := bufio.NewScanner(maps); lines.Scan(); {
		if from, to, ok := unchanging(lines.Text(), program); ok {
			_, _, _ = syscall.Syscall(syscall.SYS_MADVISE, from, to-from, syscall.MADV_DONTNEED) // what is not dropped stays
		}
	}
}

// unchanging is where a line of /proc/self/maps says that a file lies in the memory;
// false where it is another file, or may differ from what is on the disk.
func unchanging(line, file string) (from, to uintptr, ok bool) {
	fields := strings.SplitN(line, " ", 6)
	if len(fields) < 6 || strings.TrimLeft(fields[5], " ") != file || fields[1] != "r--p" && fields[1] != "r-xp" {
		return 0, 0, false
	}
	begin, end, _ := strings.Cut(fields[0], "-")
	a, errA := strconv.ParseUint(begin, 16, strconv.IntSize)
	b, errB := strconv.ParseUint(end, 16, strconv.IntSize)
	return uintptr(a), uintptr(b), errA == nil && errB == nil && a < b
}
