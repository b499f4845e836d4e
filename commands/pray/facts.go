package pray

import (
	"strconv"
	"strings"

	"prayerbot/commands/session"
	"prayerbot/commands/words"
	"prayerbot/content"
)

// A factWriter puts the facts of a report into the words of a language: the one
// place where a number or a key becomes a text.
type factWriter struct {
	s       *session.Session
	today   content.Date
	country *content.Country // whose facts they are; nil where no leader is among them
}

// write is a fact in words, and a note to it: of when it is, "" where its source
// says that.
func (w factWriter) write(f content.Fact) (text, note string) {
	switch {
	case f.Value != "":
		text = f.Value
	case f.Vacant != "":
		return w.s.Say("leader.vacant", words.With{"Date": w.s.PlainDate(f.Vacant)}), w.age([]content.Leader{f.Holder()})
	case f.Number > 0:
		text = w.s.Number(f.Number)
	case len(f.Leaders) > 0:
		return w.leaders(f)
	case f.Rank.Place > 0:
		text = w.s.Say("standing.ranked", words.With{
			"Rank": w.s.Number(f.Rank.Place), "Of": w.s.Number(f.Rank.Of), "Points": w.s.Number(f.Rank.Points),
			"Standing": w.terms(content.TermStanding, f.Terms),
		})
	case len(f.Terms) > 0:
		text = w.terms(f.Kind.Terms(), f.Terms)
	default:
		text = w.shares(f.Kind.Terms(), f.Shares)
	}
	if f.Note != "" {
		text = w.s.Say("fact.noted", words.With{"Fact": text, "Note": w.term(content.TermNote, f.Note)})
	}
	if f.AsOf != "" && f.AsOf != f.Source.Edition {
		note = w.s.Say("date.year", words.With{"Year": w.s.PlainDate(f.AsOf)})
	}
	return text, note
}

// term is the word for a key.
func (w factWriter) term(group content.TermGroup, key string) string {
	return w.s.Library.Term(w.s.Language, group, key)
}

// terms names several keys one after the other.
func (w factWriter) terms(group content.TermGroup, keys []string) string {
	var names []string
	for _, key := range keys {
		names = append(names, w.term(group, key))
	}
	return w.joined("fact.terms", names)
}

// joined puts texts one after the other, by a sentence that joins two.
func (w factWriter) joined(sentence string, texts []string) string {
	if len(texts) == 0 {
		return ""
	}
	all := texts[0]
	for _, text := range texts[1:] {
		all = w.s.Say(sentence, words.With{"First": all, "Next": text})
	}
	return all
}

// manySmall is from how many shares under one percent on they are only counted:
// nobody reads eighteen names that say the same.
const manySmall = 6

// shares names what people are, the greatest first as the source has them.
func (w factWriter) shares(group content.TermGroup, shares []content.Share) string {
	small := 0
	for _, share := range shares {
		if isSmall(share) {
			small++
		}
	}
	var texts []string
	for _, share := range shares {
		if small < manySmall || !isSmall(share) {
			texts = append(texts, w.share(group, share))
		}
	}
	if small >= manySmall {
		texts = append(texts, w.s.Count("fact.small", small))
	}
	return w.joined("list.more", texts)
}

// isSmall tells whether a share is under one percent, and nothing more is said
// of it.
func isSmall(s content.Share) bool {
	return s.Measure == content.Under && s.Percent == 1 && !s.Official && len(s.Parts) == 0
}

// share is one share with its figure, and what else is known of it in brackets.
func (w factWriter) share(group content.TermGroup, share content.Share) string {
	text := w.term(group, share.Key)
	if share.Measure != content.Unmeasured {
		text = w.s.Say("share."+string(share.Measure), words.With{"Name": text, "Percent": w.decimal(share.Percent), "To": w.decimal(share.To)})
	}
	if more := w.more(group, share); more != "" {
		text = w.s.Say("share.more", words.With{"Share": text, "More": more})
	}
	return text
}

// more is what stands in brackets behind a share.
func (w factWriter) more(group content.TermGroup, share content.Share) string {
	var said []string
	if share.Official {
		said = append(said, w.s.Say("share.official"))
	}
	if share.Mainly != "" {
		said = append(said, w.s.Say("share.mainly", words.With{"Name": w.term(group, share.Mainly)}))
	}
	if share.Note != "" {
		said = append(said, w.term(content.TermNote, share.Note))
	}
	if parts := w.shares(group, share.Parts); parts != "" && share.Of != "" {
		said = append(said, w.s.Say("share.of", words.With{"Whom": w.term(content.TermNote, share.Of), "Parts": parts}))
	} else if parts != "" {
		said = append(said, parts)
	}
	return w.joined("fact.terms", said)
}

// decimal writes a number as the language parts its decimals.
func (w factWriter) decimal(n float64) string {
	whole, part, found := strings.Cut(strconv.FormatFloat(n, 'f', -1, 64), ".")
	if !found {
		return whole
	}
	return whole + w.s.Say("number.decimal") + part
}
