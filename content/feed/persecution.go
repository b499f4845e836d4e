package feed

// AboutPersecution tells whether an item speaks of faith under pressure, which
// is what this bot is for. It is for general feeds, that carry appointments and
// football too. One word such as "persecution" is enough; else it takes a word
// of faith and one of pressure, one of them in the title and the other at least
// in the first sentences. Crimes that clergy are tried for do not count.
func (c *Classifier) AboutPersecution(i Item) bool {
	lang := languageOf(i.Language)
	title := c.lexicon.roleSum(c.lexicon.read(i.Title, lang))
	text := storyBegin(i)
	begin := c.lexicon.roleSum(c.lexicon.read(bounded(text, begins), lang))
	all := title | begin
	switch {
	case title&crime != 0:
		return false
	case all&martyrs != 0:
		return true
	}
	return title&(faith|pressure) != 0 && all&faith != 0 && all&pressure != 0
}

// roleSum is all the roles of a passage's words.
func (x *lexicon) roleSum(p passage) role {
	var sum role
	for _, t := range p.tokens {
		sum |= x.roles[t.id]
	}
	return sum
}
