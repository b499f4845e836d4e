package news

import (
	"slices"
	"time"

	"prayerbot/content"
	"prayerbot/content/feed"
)

// sameWithin is how far apart two stories of nearly the same title may be
// published and still be one: agencies take a story up within days, and a
// weekly column has the same title every week.
const sameWithin = 3 * 24 * time.Hour

// unknown are the finds that have to be kept: stories that are not known, new
// words of those that this publisher told before, and known stories with the
// marks of those who tell them too. known is what is stored of the finds' marks.
func unknown(finds []Find, known map[string][]content.Headline) []Find {
	s := &stories{known: known, at: map[string]int{}, near: map[string][]content.Headline{}}
	for _, f := range finds {
		s.add(f)
	}
	return s.kept
}

// stories gathers finds, each story once.
type stories struct {
	known map[string][]content.Headline
	kept  []Find
	at    map[string]int                // where in kept an ID or a sure mark stands
	near  map[string][]content.Headline // of kept, by near mark
}

func (s *stories) add(f Find) {
	f.Sure = s.own(f)
	f = s.apart(f)
	old, told := tellsAgain(f, s.known)
	like, isLike := looksLike(f, s.known, s.near)
	switch {
	case s.has(f):
	case told && rewords(f, old), !told && !isLike:
		s.keep(f)
	case !told:
		s.alsoTold(like, f)
	}
}

// own are the sure marks of a find without its link, where that is another story
// of the same publisher by its own name for it and by its title.
func (s *stories) own(f Find) []string {
	if len(f.Sure) < 2 || len(s.known[f.Sure[0]]) > 0 {
		return f.Sure
	}
	if _, here := s.at[f.Sure[1]]; here {
		return f.Sure[:1] // feed.Parse gives each story of a feed once
	}
	for _, other := range s.known[f.Sure[1]] {
		if other.Publisher == f.Publisher && !feed.SameTitle(other.Title, f.Title) {
			return f.Sure[:1]
		}
	}
	return f.Sure
}

// apart is a find under a name of its own, where its publisher's own name for it is
// that of a story with another link and quite other words: such a name is useless.
func (s *stories) apart(f Find) Find {
	for _, old := range s.known[f.Sure[0]] {
		if old.ID == f.ID && len(f.Sure) > 1 && feed.CanonicalLink(old.Link) != feed.CanonicalLink(f.Link) && !feed.Akin(old.Title, f.Title) {
			f.ID = mark("", f.ID, feed.CanonicalLink(f.Link))
			f.Sure = f.Sure[1:]
			break
		}
	}
	return f
}

// has tells whether one of the finds before bears a mark of this one.
func (s *stories) has(f Find) bool {
	return slices.ContainsFunc(f.Sure, func(m string) bool { _, ok := s.at[m]; return ok })
}

func (s *stories) keep(f Find) {
	s.kept = append(s.kept, f)
	for _, m := range append([]string{f.ID}, f.Sure...) {
		s.at[m] = len(s.kept) - 1
	}
	for _, m := range f.Near {
		s.near[m] = append(s.near[m], f.Headline)
	}
}

// alsoTold gives a headline the marks of another telling of its story, so that
// it is known again even when its words change.
func (s *stories) alsoTold(h content.Headline, f Find) {
	if _, here := s.at[h.ID]; !here {
		s.keep(Find{Headline: h})
	}
	i := s.at[h.ID]
	s.kept[i].Sure = append(s.kept[i].Sure, f.Sure...)
	for _, m := range f.Sure {
		s.at[m] = i
	}
}

// tellsAgain finds the stored headline that bears a find's sure mark.
func tellsAgain(f Find, known map[string][]content.Headline) (content.Headline, bool) {
	for _, m := range f.Sure {
		if len(known[m]) > 0 {
			return known[m][0], true
		}
	}
	return content.Headline{}, false
}

// rewords tells whether a publisher has put its own headline in other words:
// a name may have been taken out of it to keep somebody safe.
func rewords(f Find, old content.Headline) bool {
	return f.ID == old.ID && (f.Title != old.Title || f.Excerpt != old.Excerpt || f.Link != old.Link || !slices.Equal(f.Countries, old.Countries))
}

// looksLike finds a headline of nearly the same title and time.
func looksLike(f Find, all ...map[string][]content.Headline) (content.Headline, bool) {
	for _, others := range all {
		for _, m := range f.Near {
			for _, other := range others[m] {
				apart := f.Published.Sub(other.Published).Abs()
				if other.ID != f.ID && apart <= sameWithin && feed.SameTitle(f.Title, other.Title) {
					return other, true
				}
			}
		}
	}
	return content.Headline{}, false
}

// marks are all marks of finds, each once.
func marks(finds []Find) []string {
	var all []string
	for _, f := range finds {
		all = append(all, f.Sure...)
		all = append(all, f.Near...)
	}
	slices.Sort(all)
	return slices.Compact(all)
}
