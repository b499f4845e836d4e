package load

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path"
	"slices"
	"strings"
	"sync"

	"prayerbot/content"
	"prayerbot/content/picture"
)

// isPicture tells whether a file beside the posts is a picture by its name.
func isPicture(p string) bool {
	return slices.Contains([]string{".jpg", ".jpeg", ".png"}, strings.ToLower(path.Ext(p)))
}

// picture reads what the front matter of a post says of its picture; nil where
// it has none.
func (ld *postReader) picture(s section) *content.Picture {
	s.checkLength("alt", s.text("alt"), 1, picture.MaxText)
	s.checkLength("caption", s.text("caption"), 1, picture.MaxText)
	s.checkLength("credit", s.text("credit"), 1, picture.MaxName)
	image := s.text("image")
	if image == "" {
		if s.has("alt") {
			s.fault(s.lineOf("alt"), "There is no picture of which alt could say what is to be seen.", "Add image: and the name of a file or an address, or remove alt.")
		}
		return nil
	}
	p := &content.Picture{Alt: s.required("alt")}
	if strings.Contains(image, "://") {
		s.checkLink("image", image)
		p.Link = image
		return p
	}
	p.File = ld.pictureFile(s, image)
	return p
}

// pictureFile finds a picture beside its post and checks it, all but whether it
// decodes: that takes time and memory, and is done when it is sent first.
func (ld *postReader) pictureFile(s section, name string) content.PictureFile {
	p := path.Join(path.Dir(s.path), name)
	tree := ld.trees.pictures[treePath{s.tree, p}]
	if tree == nil || path.Base(name) != name {
		s.fault(s.lineOf("image"), fmt.Sprintf("There is no picture %q beside the post.", name), "Put a .jpg or .png into the same folder, and write its name.")
		return nil
	}
	f := &pictureFile{tree: tree, path: p}
	data, err := f.read()
	if err == nil {
		_, err = picture.Strip(data)
	}
	if err != nil {
		s.fault(s.lineOf("image"), fmt.Sprintf("The picture %q cannot be shown: %s.", name, firstLine(err)), fmt.Sprintf("Use a JPEG or PNG of at most %d MB.", picture.MaxBytes>>20))
	}
	return f
}

// A pictureFile is a picture in a tree, which is read whenever it is sent.
type pictureFile struct {
	tree fs.FS
	path string

	mu      sync.Mutex
	decodes [sha256.Size]byte // the hash of what was decoded to its end; zero before
}

// Bytes reads the picture and takes out what it tells beside its pixels.
func (f *pictureFile) Bytes() ([]byte, error) {
	data, err := f.read()
	if err != nil {
		return nil, fmt.Errorf("read a picture: %w", err)
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	sum := sha256.Sum256(data)
	if sum == f.decodes {
		return picture.Strip(data)
	}
	clean, err := picture.Clean(data)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", f.path, err)
	}
	f.decodes = sum
	return clean, nil
}

// read reads the file, and no more of it than a picture may have.
func (f *pictureFile) read() ([]byte, error) {
	file, err := f.tree.Open(f.path)
	if err != nil {
		return nil, reason(err)
	}
	defer file.Close()
	data, err := io.ReadAll(io.LimitReader(file, picture.MaxBytes+1))
	return data, reason(err)
}

// reason is an error of a file without the file's name; nil stays nil.
func reason(err error) error {
	if inner := new(fs.PathError); errors.As(err, &inner) {
		return inner.Err
	}
	return err
}
