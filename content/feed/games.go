package feed

// signsOfGames is how many words of games an item has that tells of one.
const signsOfGames = 2

// game tells whether an item is of sport and not of faith: its countries are teams.
func (j subjectJudge) game() bool {
	signs := map[int32]bool{}
	for _, p := range []*passage{&j.title, &j.text} {
		for _, t := range p.tokens {
			if j.roles[t.id]&sport != 0 {
				signs[t.id] = true
			}
		}
	}
	if len(signs) < signsOfGames {
		return false
	}
	words := concernOf("en")
	return !has(words.read(j.title.text), faithWord) && !has(words.read(bounded(j.text.text, begins)), faithWord)
}
