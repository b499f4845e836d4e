package feed

import (
	"strings"

	"prayerbot/content"
)

// The weights of a country's name by where it stands.
const (
	inLead     = 16.0 // "NIGERIA: ..."
	inTitle    = 10.0
	asCategory = 4.0 // a category that is the country
	inCategory = 1.5 // a category that holds its name among others
	inDateline = 1.5 // "NAIROBI, Kenya (Agency) –": often where the writer is
	inBegin    = 2.5 // the first sentences
	inRest     = 0.7
)

// The weights of the kinds.
var kindWeight = [...]float64{name: 1, people: 0.9, place: 0.9, abbr: 0.5, group: 0.6}

const (
	begins       = 300  // characters of the text that are its beginning
	reads        = 2000 // bytes of the text that are looked at
	again        = 0.25 // what a further mention in the same part adds
	mostRest     = 3.0  // what the rest of a text can give at most
	least        = 1.2  // a country with less is only mentioned
	share        = 0.45 // of the first country's weight that the second and third need
	maxCountries = 3
)

// A Classifier finds out which countries an item is about. It is read-only and
// may be used by any number of goroutines.
type Classifier struct{ lexicon *lexicon }

// NewClassifier builds a classifier for the countries of a library. Its tables
// are part of the program; the error says which line of them is wrong.
func NewClassifier(l *content.Library) (*Classifier, error) {
	x, err := newLexicon(l)
	if err != nil {
		return nil, err
	}
	return &Classifier{x}, nil
}

// Countries are the countries that an item is about, in order of weight, at
// most three; none where it is about no country. It looks for those whose
// people it tells of, rather than for who speaks or where a writer sits: the
// title counts most, then the categories, then the beginning of the text.
func (c *Classifier) Countries(i Item) []*content.Country {
	j := &scorer{lexicon: c.lexicon, scores: map[*content.Country]*score{}}
	lang := languageOf(i.Language)
	j.title = c.lexicon.read(i.Title, lang)
	j.text = c.lexicon.read(storyBegin(i), lang)
	for _, category := range i.Categories {
		j.categories = append(j.categories, c.lexicon.readTag(category, lang))
	}
	j.weigh()
	return j.ranking()
}

// storyBegin is the part of the text that is looked at.
func storyBegin(i Item) string {
	text := i.Text
	if text == "" {
		text = i.Excerpt
	}
	if len(text) <= reads {
		return text
	}
	return strings.ToValidUTF8(text[:reads], "")
}

// A score is what speaks for a country.
type score struct {
	title, category, begin, dateline, rest float64

	strong  bool // named plainly somewhere, not only hinted at
	titled  bool // named plainly in the title
	firm    bool // counts although its voice is heard everywhere
	located bool // a region or city of it is named
	town    bool // one that is no seat of those who speak of every country
}

func (s *score) sum() float64 {
	return s.title + s.category + s.begin + s.dateline + min(s.rest, mostRest)
}

// A scorer weighs one item.
type scorer struct {
	*lexicon
	title, text passage
	categories  []passage
	lead        int // words of the title before its colon, where they are countries
	scores      map[*content.Country]*score
}

func (j *scorer) of(c *content.Country) *score {
	s := j.scores[c]
	if s == nil {
		s = &score{}
		j.scores[c] = s
	}
	return s
}

// weigh gives each country its weights: first what is plain, then the words
// that depend on it.
func (j *scorer) weigh() {
	j.dropPersons()
	placeExplainer{j}.explain()
	j.dropTowns(&j.title)
	j.dropTowns(&j.text)
	j.lead = j.leadEnd()
	weigherOf(j).setFactors()
	for _, later := range []bool{false, true} {
		j.each(func(m *mention, add func(*score) *float64, weight float64) {
			if m.either == later {
				j.add(m, add, weight*m.factor)
			}
		})
	}
}

// each visits all mentions with the part that they count for.
func (j *scorer) each(visit func(m *mention, part func(*score) *float64, weight float64)) {
	for i := range j.title.mentions {
		m := &j.title.mentions[i]
		weight := inTitle
		if j.leads(m) {
			weight = inLead
		}
		visit(m, func(s *score) *float64 { return &s.title }, weight)
	}
	for k := range j.categories {
		p := &j.categories[k]
		for i := range p.mentions {
			m := &p.mentions[i]
			weight := inCategory
			if m.first == 0 && m.last == len(p.tokens)-1 {
				weight = asCategory
			}
			visit(m, func(s *score) *float64 { return &s.category }, weight)
		}
	}
	dateline := dateline(j.text.text)
	for i := range j.text.mentions {
		m := &j.text.mentions[i]
		switch at := int(j.text.tokens[m.first].begin); {
		case at < dateline:
			visit(m, func(s *score) *float64 { return &s.dateline }, inDateline)
		case at < dateline+begins:
			visit(m, func(s *score) *float64 { return &s.begin }, inBegin)
		default:
			visit(m, func(s *score) *float64 { return &s.rest }, inRest)
		}
	}
}

// add adds a mention to the part that it stands in: the first one in full, the
// others a little.
func (j *scorer) add(m *mention, part func(*score) *float64, weight float64) {
	if m.fled {
		weight *= kindWeight[people]
	} else {
		weight *= kindWeight[m.kind]
	}
	for _, c := range j.meant(m) {
		s := j.of(c)
		if p := part(s); *p == 0 {
			*p = weight
		} else {
			*p = max(*p, weight) + again*min(*p, weight)
		}
		if m.kind != group || m.fled || m.paired {
			s.strong = true
			s.titled = s.titled || weight >= inTitle*0.3
		}
		s.firm = s.firm || m.firm
		s.located = s.located || m.kind == place && !m.either
		s.town = s.town || m.kind == place && !j.seat(m)
	}
}

// meant are the countries that a mention means here.
func (j *scorer) meant(m *mention) []*content.Country {
	if !m.either {
		return m.countries
	}
	if m.kind == place {
		if all := j.plainlyNamed(m.countries); len(all) > 1 {
			return all // "both sides of Punjab", where the story names India and Pakistan
		}
	}
	if us := j.american(m); us != nil {
		return []*content.Country{us}
	}
	var best *content.Country
	var most float64
	for _, c := range m.countries {
		s := j.scores[c]
		// "Georgia" is the state only where its cities or neighbours are named.
		if s == nil || c.Key == "US" && !s.located {
			continue
		}
		if sum := s.sum(); sum > most {
			best, most = c, sum
		}
	}
	switch {
	case best != nil:
		return []*content.Country{best}
	case m.none:
		return nil
	}
	return m.countries[:1]
}

// plainlyNamed are those countries that the story names.
func (j *scorer) plainlyNamed(all []*content.Country) []*content.Country {
	var named []*content.Country
	for _, c := range all {
		if s := j.scores[c]; s != nil && s.strong && s.title+s.begin > 0 {
			named = append(named, c)
		}
	}
	return named
}

// leads tells whether a mention of the title stands in front of a colon or a
// dash and so names the place of the story: "NIGERIA: ...", "ASIA/IRAQ - ...".
func (j *scorer) leads(m *mention) bool { return m.last < j.lead }

// leadEnd is how many words the countries before the colon take; 0 where the
// title does not begin so.
func (j *scorer) leadEnd() int {
	end := 0
	for i := range j.title.mentions {
		m := &j.title.mentions[i]
		if m.kind == group || end == 0 && m.first > 1 || end > 0 && (m.first != end || j.title.tokens[end].sep == sepColon) {
			break
		}
		end = m.last + 1
	}
	if end == 0 || end >= len(j.title.tokens) {
		return 0
	}
	if sep := j.title.tokens[end].sep; sep != sepColon && sep != sepDash {
		return 0
	}
	return end
}

// dateline is how much of a text stands before its first sentence: "JOS,
// Nigeria (Agency) –"; 0 where nothing does.
func dateline(text string) int {
	head := text[:min(len(text), 120)]
	for _, sign := range []string{"–", "—", " - ", "--", "): "} {
		i := strings.Index(head, sign)
		if i > 0 && (strings.Contains(head[:i+1], ")") || shouts(head[:i])) {
			return i + len(sign)
		}
	}
	return 0
}

// shouts tells whether a text begins with a word in capitals.
func shouts(text string) bool {
	word, _, _ := strings.Cut(text, " ")
	word = strings.TrimRight(word, ",")
	return len(word) > 2 && strings.ToUpper(word) == word
}
