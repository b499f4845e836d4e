package feed

import (
	"fmt"
	"strings"
)

// role is what a word does beside a country's name.
type role uint64

const (
	speaks    role = 1 << iota // urges, condemns: what stands before it is only who speaks
	located                    // in, across: what stands behind it is where it happens
	comes                      // from: what stands behind it is where somebody comes from
	abroad                     // missionary, tourist: people who are often far from home
	joined                     // -based, -born: what it is joined to is only where somebody is from
	settled                    // cathedral, villagers: what stands before it is a place, however small
	bible                      // Moses, devotional: the lands of the Bible are those of old
	book                       // of the Bible: with a number behind it a word of a lesson
	seat                       // court, police: what stands before it is where it happens
	joining                    // convert: what stands before it may only be where somebody is from
	gathers                    // prayer, vigil: with a word of the role cause behind it, what stands before it only gathers
	cause                      // for
	moves                      // flight, fled: with a word of the role toward behind it, what stands behind that is only where somebody goes
	toward                     // to
	borders                    // border: a country right behind it is only beyond it
	partner                    // with: the government behind it is not the one that the story is of
	scene                      // attack, pastor: what stands before it is a place too, but not that of a saint's church
	route                      // road: with a word of the role toward behind it, what stands behind that is where it happens
	birth                      // born, raised: with a word such as "in" behind it, what stands behind that is only where somebody is from
	once                       // former: with a word of the role post behind it, that one's country is one of the past
	post                       // ambassador
	banned                     // exiled: where somebody who is so is now is not where it happens
	uprooted                   // refugees, converts: of these the country that they are from is told too
	belongs                    // of: with a word of a place before it (diocese), what stands behind it is one
	seized                     // occupied: the story is of who holds it too
	conjoins                   // and: two countries beside it are of one kind
	expels                     // deported: with a word of the role comes behind it, what stands behind that is where somebody was
	enters                     // into: of "from Somalia into Kenya" the first is only where somebody was
	sits                       // based, agency: with a word of the role located behind it, what stands behind that is only where it sits
	is                         // a, is: a people behind it, with nothing that it belongs to, is only what somebody is
	office                     // bishop, pastor: like abroad, of countries where the church is free
	fled                       // refugees: the people before it is told as plainly as a country
	haven                      // asylum: with a word of the role located behind it, what stands behind that is only where somebody goes
	parts                      // leaves: with a word of the role cause behind it, what stands behind that is only where somebody goes
	ties                       // links: what stands before it is only whom somebody has to do with
	meets                      // meet: with a word of the role located behind it, what stands behind that may only be where they do
	thank                      // thanks: right behind it stands whom one thanks, who is not what the story is of
	sport                      // wicket, midfielder: of the news of games
	deports                    // deported: of those who are sent home both countries are told
	flight                     // flee, cross: whoever does so goes to another country
	wins                       // win, victory: with a word of the role beaten behind it, what stands behind that has only lost
	beaten                     // over, against
	curia                      // pope, cardinals: beside it Rome means the Vatican
	gives                      // sends, ships: with a word of the role relief behind it, what stands before it only helps
	relief                     // aid, food
	arms                       // missiles: whose they are is not where they strike
	audience                   // tells: a court or parliament behind it only listens
	teaches                    // lessons, teach: with a word of the role asks before it, of what an article explains
	asks                       // what, how: begins the title of an article that explains
	nations                    // countries, churches of which a number is told
	worldBody                  // UN, court, council: beside it a city in which the bodies of the world sit is none where it happens
	stateside                  // sheriff, county: of the states of the USA
	several                    // two, three: with "countries" behind it, as many are told
)

var roles = map[string]role{
	"speaks": speaks, "located": located, "comes": comes, "abroad": abroad, "joined": joined, "settled": settled, "bible": bible, "book": book, "seat": seat, "joining": joining, "gathers": gathers, "cause": cause, "moves": moves, "toward": toward, "partner": partner, "borders": borders,
	"scene": scene, "route": route, "birth": birth, "once": once, "post": post, "banned": banned, "uprooted": uprooted, "sport": sport, "thank": thank, "meets": meets, "office": office, "fled": fled, "haven": haven, "parts": parts, "ties": ties, "conjoins": conjoins, "expels": expels, "enters": enters, "sits": sits, "is": is, "belongs": belongs, "seized": seized, "deports": deports, "flight": flight, "wins": wins, "beaten": beaten, "curia": curia, "gives": gives, "relief": relief, "arms": arms, "audience": audience, "teaches": teaches, "asks": asks, "several": several, "stateside": stateside, "worldbody": worldBody, "nations": nations,
}

// everyLanguage is the language of the words that have their role in all.
const everyLanguage = ""

// readRoles makes the words with a role known, of which some have it in one language
// alone: "no" is "in the" in Portuguese.
func (x lexiconReader) readRoles() error {
	all, err := lines("roles.txt")
	for _, line := range all {
		words := strings.Fields(line)
		name, lang, _ := strings.Cut(words[0], ":")
		r, known := roles[name]
		if !known {
			return fmt.Errorf("lexicon/roles.txt: there is no role %q", words[0])
		}
		for _, word := range words[1:] {
			x.roles[lang] = x.roles[lang].with(x.id(word), r)
		}
	}
	return err
}

// A roleTable is the roles of words by their ids, which are the first of the lexicon.
type roleTable []role

func (t roleTable) with(id int32, r role) roleTable {
	for int(id) >= len(t) {
		t = append(t, 0)
	}
	t[id] |= r
	return t
}

func (t roleTable) of(id int32) role {
	if int(id) >= len(t) {
		return 0
	}
	return t[id]
}
