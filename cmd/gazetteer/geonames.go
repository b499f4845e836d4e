package main

import (
	"bufio"
	"cmp"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"maps"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"prayerbot/content"
)

// The cities that are kept, by their people.
const (
	minPeople = 15_000 // every city of so many
	minNamed  = 5_000  // in countries where many cities share their names
	minKnown  = 100_000
)

// namesakes are countries whose towns are called like other cities.
var namesakes = []string{"US", "CA", "AU", "NZ", "IE", "GB", "JM"}

// parts are GeoNames' kinds of what is only a part of a city, or is no more.
var parts = []string{"PPLX", "PPLH", "PPLQ", "PPLW", "PPLF", "PPLL", "STLMT", "PPLR"}

// The columns of GeoNames' table.
const (
	colID, colName, colOthers, colLatitude, colLongitude = 0, 1, 3, 4, 5
	colKind, colCountry, colState, colPeople, colZone    = 7, 8, 10, 14, 17
)

// readContent notes the countries that the content tells of.
func (t *tables) readContent(from sources) error {
	files, err := filepath.Glob(filepath.Join(from.countries, "*.yaml"))
	if err != nil || len(files) == 0 {
		return fmt.Errorf("there are no countries in %s", from.countries)
	}
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			return err
		}
		key, _, _ := strings.Cut(strings.TrimPrefix(string(data), "key: "), "\n")
		t.content[key] = true
	}
	return nil
}

// readCities reads the cities, and counts the people of each state by zone.
func (t *tables) readCities(from sources) error {
	f, err := os.Open(from.cities)
	if err != nil {
		return err
	}
	defer f.Close()
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		if fields := strings.Split(lines.Text(), "\t"); len(fields) == 19 {
			t.addCity(fields)
		}
	}
	return lines.Err()
}

// addCity takes a line in.
func (t *tables) addCity(fields []string) {
	people, _ := strconv.Atoi(fields[colPeople])
	kind, country := fields[colKind], fields[colCountry]
	state := country + "." + fields[colState]
	if slices.Contains(parts, kind) {
		return
	}
	t.count("s"+state, fields[colZone], people)
	t.count("c"+country, fields[colZone], people)
	seat := kind == "PPLC" || kind == "PPLA"
	if people < minPeople && !seat && !(people >= minNamed && slices.Contains(namesakes, country)) {
		return
	}
	p := &place{id: cityID(fields[colID]), name: fields[colName], country: country, state: state, people: people, zones: []string{fields[colZone]}, at: hundredths(fields[colLatitude]) + " " + hundredths(fields[colLongitude])}
	if kind == "PPLC" {
		p.people = max(people, 200_000) // as well known as a large city
	}
	t.places[p.id] = p
	t.add(p.name, p.id, weightOf(p))
	for other := range strings.SplitSeq(fields[colOthers], ",") {
		if p.people >= minKnown && isName(other) {
			t.addOther(other, p.id, weightOf(p))
		}
	}
}

// hundredths are degrees as the table has them.
func hundredths(degrees string) string {
	d, _ := strconv.ParseFloat(degrees, 64)
	return strconv.Itoa(int(math.Round(d * 100)))
}

func cityID(number string) string { return fmt.Sprintf("%010s", number) }

func weightOf(p *place) float64 { return float64(max(p.people, 100)) }

// isName leaves out of GeoNames' other names what no person writes: codes,
// addresses, and transcriptions, which have no capital letter.
func isName(s string) bool {
	if !isLatin(s) {
		return utf8.RuneCountInString(s) > 1
	}
	first, _ := utf8.DecodeRuneInString(s)
	return len(s) > 3 && unicode.IsUpper(first) && strings.ToUpper(s) != s && !strings.ContainsAny(s, "0123456789/:()")
}

// count notes how many people of a state live by a zone.
func (t *tables) count(id, zone string, people int) {
	if t.shares[id] == nil {
		t.shares[id] = map[string]int{}
	}
	t.shares[id][zone] += people + 1
}

// zonesOf are the zones of a state, most people first, without those of a few.
func (t *tables) zonesOf(id string) (zones []string, people int) {
	shares := t.shares[id]
	zones = slices.SortedFunc(maps.Keys(shares), func(a, b string) int {
		return cmp.Or(-cmp.Compare(shares[a], shares[b]), cmp.Compare(a, b))
	})
	for _, zone := range zones {
		people += shares[zone]
	}
	few := people / 100
	if id[0] == 'c' {
		few = 0
	}
	return slices.DeleteFunc(zones, func(zone string) bool { return shares[zone] < few || t.borrowed(id, zone) }), people
}

// borrowed tells whether a country has a zone only by a few places at its border, which
// GeoNames gives the zone of its neighbour.
func (t *tables) borrowed(id, zone string) bool {
	const few, many = 10_000, 100 // people, and how many times more live by it elsewhere
	here := t.shares[id][zone]
	if id[0] != 'c' || here > few || len(t.shares[id]) == 1 {
		return false
	}
	for other, shares := range t.shares {
		if other[0] == 'c' && shares[zone] > here*many {
			return true
		}
	}
	return false
}

// kinds are what may stand before or behind the name of a state.
var kinds = []string{
	" State", " Region", " Province", " Oblast", " oblast", " District", " Governorate", " Republic", " Krai", " Kray", " Prefecture",
	" County", " Department", " Territory", " Municipality", " City", " Division", " Raion", " Rayon", " Parish", " Canton", " Voivodeship",
}

var beginnings = []string{"State of ", "Province of ", "Region of ", "Republic of ", "Autonomous Region of ", "Raionul ", "Canton of "}

// readStates reads the first-level divisions of countries.
func (t *tables) readStates(from sources) error {
	data, err := os.ReadFile(from.states)
	if err != nil {
		return err
	}
	var all []struct{ Code, Name string }
	if err := json.Unmarshal(data, &all); err != nil {
		return err
	}
	for _, s := range all {
		id := "s" + s.Code
		zones, people := t.zonesOf(id)
		country, code, _ := strings.Cut(s.Code, ".")
		p := &place{id: id, name: bare(s.Name), country: country, state: code, people: people, zones: zones}
		t.places[id] = p
		t.codes[country+":"+content.FoldName(bare(s.Name))] = id
		for _, name := range []string{s.Name, bare(s.Name)} {
			t.add(name, id, weightOf(p))
		}
	}
	return nil
}

// bare is the name of a state without its kind.
func bare(name string) string {
	for _, kind := range kinds {
		name = strings.TrimSuffix(name, kind)
	}
	for _, begin := range beginnings {
		name = strings.TrimPrefix(name, begin)
	}
	return strings.Trim(name, "'’ ")
}

// readAlternates reads the names of cities by language.
func (t *tables) readAlternates(from sources) error {
	files, err := filepath.Glob(filepath.Join(from.names, "*", "LC_MESSAGES", "geonames.mo"))
	if err != nil || len(files) == 0 {
		return fmt.Errorf("there are no names in %s", from.names)
	}
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			return err
		}
		for id, name := range catalogue(data) {
			if p := t.places[cityID(id)]; p != nil {
				t.add(name, p.id, weightOf(p)*0.9)
			}
		}
	}
	return nil
}

// catalogue reads a compiled catalogue of gettext.
func catalogue(data []byte) map[string]string {
	word := func(at uint32) uint32 { return binary.LittleEndian.Uint32(data[at:]) }
	text := func(at uint32) string { return string(data[word(at+4) : word(at+4)+word(at)]) }
	all := map[string]string{}
	count, keys, values := word(8), word(12), word(16)
	for i := range count {
		all[text(keys+8*i)] = text(values + 8*i)
	}
	return all
}
