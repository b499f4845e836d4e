package feed

// dropTowns takes out what stands before a state of the USA and so is a town
// there: "Cairo, Illinois".
func (j *scorer) dropTowns(p *passage) {
	kept := p.mentions[:0]
	for i, m := range p.mentions {
		if i+1 < len(p.mentions) && p.town(m, p.mentions[i+1]) {
			continue
		}
		kept = append(kept, m)
	}
	p.mentions = kept
}

// town tells whether the next mention is a state right behind a comma, with
// nothing joined to it: in "freed in Iran, Texas pastor says" it is not.
func (p *passage) town(m, next mention) bool {
	if next.first != m.last+1 || p.tokens[next.first].sep != sepComma || m.countries[0].Key == "US" {
		return false
	}
	if next.kind != abbr && (next.kind != place || next.countries[0].Key != "US") {
		return false
	}
	after := next.last + 1
	return after >= len(p.tokens) || p.tokens[after].sep.breaks()
}
