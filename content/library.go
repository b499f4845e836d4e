package content

import (
	"slices"
	"strings"
)

// Parts are what a Library is made of. Whoever puts them together keeps to the
// order and sees that every key and id is there once.
type Parts struct {
	Countries []*Country            // by Name
	Regions   []*Region             // in the picker's order; none is empty
	Areas     []*Region             // parts of the world that no picker offers, as areas.yaml has them
	Aliases   []*Alias              // peoples and places by whose names countries are found
	Lists     []*List               // that a chat may follow, in the order of lists.yaml
	Posts     []*Post               // newest first, then by Key
	Occasions []*Occasion           // the first goes before the others on a day that they share
	Feeds     []Feed                // in the list's order, those that are off too
	Ambiguous map[string][]*Country // what a word means that names several ("korea"), by FoldName
	Drafts    int                   // files that were checked and left out

	Vocabularies Vocabularies // by language ("en"): the words for the keys of facts
	Translations Translations // nil where there are none
}

// A Library is all of the content, loaded and checked. It never changes; what it
// works out once and keeps does not show.
type Library struct {
	Parts

	countries map[string]*Country
	regions   map[string]*Region
	points    map[string]*Point
	posts     map[string]*Post
	queues    map[*Country]*pointQueue
	days      occasionDays  // of the occasions
	schedules schedules     // which of these days a selection has
	world     *rotation     // that of the whole world
	rotations rotationCache // those of selections
	derived   derived       // what other packages have worked out of it
}

// New makes a library of its parts. They belong to it then and must not be
// changed any more.
func New(parts Parts) *Library {
	l := &Library{
		Parts: parts, countries: map[string]*Country{}, regions: map[string]*Region{},
		points: map[string]*Point{}, posts: map[string]*Post{}, queues: map[*Country]*pointQueue{},
		rotations: rotationCache{byHash: map[uint64]*rotation{}},
	}
	l.register()
	prayers := map[*Country][]*Post{}
	for _, p := range l.Posts {
		p.countDays()
		if p.Kind == PostPrayer {
			prayers[p.Country] = append(prayers[p.Country], p)
		}
	}
	for _, c := range l.Countries {
		l.queues[c] = newPointQueue(c, prayers[c])
	}
	l.days = occasionDaysOf(l.Occasions)
	l.world = l.newRotation(Selection{})
	return l
}

// register makes everything known by its key.
func (l *Library) register() {
	for _, c := range l.Countries {
		l.countries[c.Key] = c
		l.registerPoints(c.Points)
	}
	for _, r := range slices.Concat(l.Regions, l.Areas) {
		l.regions[r.Key] = r
	}
	for _, p := range l.Posts {
		l.posts[p.Key] = p
		l.registerPoints(p.Points)
	}
	for _, o := range l.Occasions {
		l.registerPoints(o.Points)
	}
}

func (l *Library) registerPoints(points []*Point) {
	for _, p := range points {
		l.points[p.ID] = p
	}
}

// Country finds by Key in any case; nil where there is none.
func (l *Library) Country(key string) *Country {
	return l.countries[strings.ToUpper(strings.TrimSpace(key))]
}

// Region finds a region or an area by Key; nil where there is none.
func (l *Library) Region(key string) *Region { return l.regions[key] }

// Point finds by ID; nil where there is none.
func (l *Library) Point(id string) *Point { return l.points[id] }

// Post finds by Key; nil where there is none.
func (l *Library) Post(key string) *Post { return l.posts[key] }

// List finds by Key; nil where there is none.
func (l *Library) List(key string) *List {
	i := slices.IndexFunc(l.Lists, func(x *List) bool { return x.Key == key })
	if i < 0 {
		return nil
	}
	return l.Lists[i]
}

// Occasion finds by Key; nil where there is none.
func (l *Library) Occasion(key string) *Occasion {
	i := slices.IndexFunc(l.Occasions, func(o *Occasion) bool { return o.Key == key })
	if i < 0 {
		return nil
	}
	return l.Occasions[i]
}
