package content

// A Point is one thing to pray for. It belongs to a country or to an occasion.
type Point struct {
	ID        string // stable and unique: "kp-camps", "day-easter"; 2 to 24 of a-z 0-9 -
	Title     string
	Text      string // two to four sentences, plain text
	Scripture []Verse
	Country   *Country   // nil for an occasion's
	Post      *Post      // the post that it belongs to, nil for any other
	Occasion  *Occasion  // nil for a country's or a post's
	About     []*Country // the countries that an occasion's point is about; none is the whole church
	Sources   []*Source  // where the text's figures come from; may be empty
}

// Countries lists the countries that the point is about: its own, or those of
// an occasion's point; none where it is about the whole church.
func (p *Point) Countries() []*Country {
	if p.Country != nil {
		return []*Country{p.Country}
	}
	return p.About
}

// A Verse is a checked Scripture reference.
type Verse struct {
	Text string // "Romans 8:28"
	Link string // https address where it can be read
}
