package content

// A Picture is what an editor shows with a post. Either Link or File is set.
type Picture struct {
	Link string // https; whoever shows it fetches it
	File PictureFile
	Alt  string // what is to be seen, in words
}

// A PictureFile is a picture of the content, which is read when it is shown.
// What it gives tells nothing beside its pixels. An error means that there is no
// picture at this moment. It is safe for concurrent use.
type PictureFile interface {
	Bytes() ([]byte, error)
}
