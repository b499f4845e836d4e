package boltstore

import (
	"bytes"
	"cmp"
	"encoding/binary"
	"errors"
	"fmt"
	"hash/fnv"
	"io"
	"math"
	"os"
	"path/filepath"
	"slices"
	"syscall"

	"go.etcd.io/bbolt"
	bolterrors "go.etcd.io/bbolt/errors"
)

// The library trusts what a page says: two pages that lead to each other, or a
// list of free pages without an end, end the process in a way that nobody can
// catch. So the pages of a file are looked at before it is used.
//
// A page begins with its number, its kind, how many elements it has, and how
// many more pages it takes. The two first pages are metas: each says where the
// root and the list of free pages are, and the newer one that is whole counts.

// The kinds of pages.
const (
	pageBranch   = 0x01
	pageLeaf     = 0x02
	pageFreeList = 0x10
)

// Sizes in bytes, and numbers that are no page.
const (
	headerSize    = 16
	branchSize    = 16 // of an element
	leafSize      = 16 // of an element
	bucketHead    = 16 // of a bucket, before its inline page
	leafIsBucket  = 0x01
	metaSize      = 64 // of a meta; the last 8 are the sum of the others
	metaMagic     = 0xED0CDAED
	noFreeList    = math.MaxUint64
	manyFree      = 0xFFFF // the count stands in the first element
	mostPageSize  = 1 << 16
	leastPageSize = 1 << 10
	firstDataPage = 2
	mostBytes     = 1 << 40 // of a file: more than any disk that this is for
)

// A page is what a page of the file holds, all pages that it takes together.
type page struct {
	kind  uint16
	count int
	data  []byte
}

// A survey looks at each page that the file uses, once.
type survey struct {
	file     io.ReaderAt
	pageSize uint64
	meta              // that it goes by
	seen     []uint64 // a bit for each page that is in use
}

// Survey looks at the pages of the file in a folder and changes nothing:
// *DamagedError where one is not as it has to be, *InUseError where another process
// has the file open. A file that is not there is well.
func Survey(folder string) error {
	return openError(folder, guard(folder, func() error { return surveyFile(filepath.Join(folder, fileName)) }))
}

// surveyFile says what is wrong with the pages of a file; nil is nothing. It
// holds the file for reading meanwhile: where somebody else writes, the error is
// that of the library. A file that is not there, or is empty, has no pages.
func surveyFile(path string) error {
	info, err := os.Stat(path)
	if errors.Is(err, os.ErrNotExist) || err == nil && info.Size() == 0 {
		return nil
	}
	db, err := bbolt.Open(path, 0o600, &bbolt.Options{Timeout: lockWait, ReadOnly: true})
	if err != nil {
		return ofContent(err)
	}
	defer db.Close()
	file, err := os.Open(path)
	if err != nil {
		return err
	}
	defer file.Close()
	info, err = file.Stat()
	if err != nil {
		return err
	}
	s := survey{file: file, pageSize: uint64(db.Info().PageSize)}
	return s.run(info.Size())
}

// ofContent is why the library does not open a file: what neither the machine nor
// another process is the cause of is wrong with the file itself.
func ofContent(err error) error {
	var system syscall.Errno
	if errors.Is(err, bolterrors.ErrTimeout) || errors.As(err, &system) {
		return err
	}
	return wrongf("%v", err)
}

// wrong is what a survey finds.
type wrong string

func (w wrong) Error() string { return string(w) }

func wrongf(format string, args ...any) error { return wrong(fmt.Sprintf(format, args...)) }

func (s *survey) run(size int64) error {
	if s.pageSize < leastPageSize || s.pageSize > mostPageSize || size < 0 || size > mostBytes {
		return wrongf("its pages are of %d bytes", s.pageSize)
	}
	metas := s.metas()
	if len(metas) == 0 {
		return wrongf("neither of its first pages is whole")
	}
	s.meta = metas[0]
	if s.pages > uint64(size)/s.pageSize {
		return wrongf("it ends after %d of %d pages", uint64(size)/s.pageSize, s.pages)
	}
	s.seen = make([]uint64, s.pages/64+1)
	if err := s.tree(s.root); err != nil {
		return err
	}
	return s.free()
}

// A meta says where the root and the list of free pages are.
type meta struct{ txid, root, freeList, pages uint64 }

// metas are those of the two metas that are whole, the newest first.
func (s *survey) metas() (all []meta) {
	for n := range uint64(firstDataPage) {
		data := make([]byte, metaSize)
		if s.read(data, n*s.pageSize+headerSize) != nil || !whole(data) {
			continue
		}
		at := func(i int) uint64 { return binary.NativeEndian.Uint64(data[i:]) }
		all = append(all, meta{root: at(16), freeList: at(32), pages: at(40), txid: at(48)})
	}
	slices.SortFunc(all, func(a, b meta) int { return cmp.Compare(b.txid, a.txid) })
	return all
}

// whole tells whether a meta has its mark and its sum.
func whole(meta []byte) bool {
	sum := fnv.New64a()
	sum.Write(meta[:metaSize-8])
	return binary.NativeEndian.Uint32(meta) == metaMagic && binary.NativeEndian.Uint64(meta[metaSize-8:]) == sum.Sum64()
}

func (s *survey) read(into []byte, from uint64) error {
	_, err := s.file.ReadAt(into, int64(from))
	return err
}

// take reads a page that nothing else may use.
func (s *survey) take(n uint64) (page, error) {
	if n < firstDataPage || n >= s.pages {
		return page{}, wrongf("there is no page %d", n)
	}
	head := make([]byte, headerSize)
	if err := s.read(head, n*s.pageSize); err != nil {
		return page{}, wrongf("page %d: %v", n, err)
	}
	more := uint64(binary.NativeEndian.Uint32(head[12:]))
	if is := binary.NativeEndian.Uint64(head); is != n || n+more >= s.pages {
		return page{}, wrongf("page %d calls itself %d, with %d more", n, is, more)
	}
	for i := n; i <= n+more; i++ {
		if err := s.mark(i); err != nil {
			return page{}, err
		}
	}
	p := page{kind: binary.NativeEndian.Uint16(head[8:]), count: int(binary.NativeEndian.Uint16(head[10:])), data: make([]byte, (1+more)*s.pageSize)}
	if err := s.read(p.data, n*s.pageSize); err != nil {
		return page{}, wrongf("page %d: %v", n, err)
	}
	return p, nil
}

// mark notes that a page is in use, once.
func (s *survey) mark(n uint64) error {
	if s.seen[n/64]&(1<<(n%64)) != 0 {
		return wrongf("page %d is used twice", n)
	}
	s.seen[n/64] |= 1 << (n % 64)
	return nil
}

// tree looks at a page of keys and all below it. What is seen once is not gone
// into again, so it ends.
func (s *survey) tree(n uint64) error {
	p, err := s.take(n)
	if err != nil {
		return err
	}
	if err := s.elements(p); err != nil {
		return fmt.Errorf("page %d: %w", n, err)
	}
	return nil
}

// elements looks at the elements of a page of keys, which stand in order.
func (s *survey) elements(p page) error {
	if p.kind != pageBranch && p.kind != pageLeaf || p.kind == pageBranch && p.count == 0 || headerSize+p.count*leafSize > len(p.data) {
		return wrongf("it is of kind %d and has %d elements", p.kind, p.count)
	}
	var last []byte
	for i := range p.count {
		at := headerSize + i*leafSize
		key, value, err := p.element(at)
		if err != nil {
			return err
		}
		if i > 0 && bytes.Compare(last, key) >= 0 {
			return wrongf("element %d is out of order", i)
		}
		last = key
		if err := s.below(p, at, value); err != nil {
			return err
		}
	}
	return nil
}

// element is the key and, on a leaf, the value of the element that is described
// at a place of a page.
func (p page) element(at int) (key, value []byte, err error) {
	e := p.data[at : at+leafSize]
	from, keySize, valueSize := uint64(binary.NativeEndian.Uint32(e)), uint64(binary.NativeEndian.Uint32(e[4:])), uint64(0)
	if p.kind == pageLeaf {
		from, keySize, valueSize = keySize, uint64(binary.NativeEndian.Uint32(e[8:])), uint64(binary.NativeEndian.Uint32(e[12:]))
	}
	from += uint64(at)
	if from+keySize+valueSize > uint64(len(p.data)) {
		return nil, nil, wrongf("an element is longer than its page")
	}
	return p.data[from : from+keySize], p.data[from+keySize : from+keySize+valueSize], nil
}

// below looks at what an element leads to: another page, or a bucket.
func (s *survey) below(p page, at int, value []byte) error {
	e := p.data[at : at+leafSize]
	switch {
	case p.kind == pageBranch:
		return s.tree(binary.NativeEndian.Uint64(e[8:]))
	case binary.NativeEndian.Uint32(e)&leafIsBucket == 0:
		return nil
	case len(value) < bucketHead:
		return wrongf("a bucket has %d bytes", len(value))
	}
	if root := binary.NativeEndian.Uint64(value); root != 0 {
		return s.tree(root)
	}
	inline := value[bucketHead:]
	if len(inline) < headerSize {
		return wrongf("an inline bucket has %d bytes", len(value))
	}
	return s.elements(page{binary.NativeEndian.Uint16(inline[8:]), int(binary.NativeEndian.Uint16(inline[10:])), inline})
}

// free looks at the list of free pages: none of them is in use.
func (s *survey) free() error {
	if s.freeList == noFreeList {
		return nil
	}
	p, err := s.take(s.freeList)
	if err != nil {
		return err
	}
	ids, count := p.data[headerSize:], uint64(p.count)
	if count == manyFree {
		ids, count = ids[8:], binary.NativeEndian.Uint64(ids)
	}
	if p.kind != pageFreeList || count > uint64(len(ids))/8 {
		return wrongf("the list of free pages is of kind %d and has %d of them", p.kind, count)
	}
	for i := range count {
		n := binary.NativeEndian.Uint64(ids[8*i:])
		if n < firstDataPage || n >= s.pages {
			return wrongf("page %d is no free one", n)
		}
		if err := s.mark(n); err != nil {
			return err
		}
	}
	return nil
}
