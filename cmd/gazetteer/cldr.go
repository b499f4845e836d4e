package main

import (
	"cmp"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"prayerbot/content"
)

// read reads a file of CLDR.
func read(file string, into any) error {
	data, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	if err := json.Unmarshal(data, into); err != nil {
		return fmt.Errorf("%s: %w", file, err)
	}
	return nil
}

// readSubdivisions makes states known by their ISO codes and CLDR's names.
func (t *tables) readSubdivisions(from sources) error {
	var doc struct {
		Subdivisions struct {
			LocaleDisplayNames struct {
				Subdivisions map[string]string
			}
		}
	}
	if err := read(filepath.Join(from.cldr, "cldr-subdivisions-full/subdivisions/en/en.json"), &doc); err != nil {
		return err
	}
	for iso, name := range doc.Subdivisions.LocaleDisplayNames.Subdivisions {
		country, code := strings.ToUpper(iso[:2]), strings.ToUpper(iso[2:])
		id := t.codes[country+":"+content.FoldName(bare(name))]
		if p := t.places[id]; p != nil {
			p.state = code
			t.add(name, id, weightOf(p))
		}
	}
	return nil
}

// readTerritories reads what countries, territories and parts of the world are
// called in every language.
func (t *tables) readTerritories(from sources) error {
	files, err := filepath.Glob(filepath.Join(from.cldr, "cldr-localenames-full/main/*/territories.json"))
	if err != nil || len(files) == 0 {
		return fmt.Errorf("there are no names of territories in %s", from.cldr)
	}
	for _, file := range files {
		var doc struct {
			Main map[string]struct {
				LocaleDisplayNames struct{ Territories map[string]string }
			}
		}
		if err := read(file, &doc); err != nil {
			return err
		}
		for locale, main := range doc.Main {
			t.addTerritories(locale, main.LocaleDisplayNames.Territories)
		}
	}
	return nil
}

// nowhere are codes of CLDR that are no place.
var nowhere = []string{"EU", "EZ", "QO", "UN", "XA", "XB", "ZZ", "001", "AQ", "BV", "CP", "CQ", "HM", "DG"}

// likely is how much likelier a country is meant than a city of a name.
const likely = 1e9

func (t *tables) addTerritories(locale string, names map[string]string) {
	for key, name := range names {
		code, _, _ := strings.Cut(key, "-alt-")
		if slices.Contains(nowhere, code) || name == code {
			continue
		}
		id := "c" + code
		if len(code) == 3 {
			id = "r" + code
		}
		t.vote(name, id, likely)
		if locale == "en" && key == code {
			zones, people := t.zonesOf(id)
			if id[0] == 'r' {
				zones, people = nil, 0
			}
			t.places[id] = &place{id: id, name: name, country: t.owner(code), state: code, people: people, zones: zones}
		}
	}
}

// owner is the country of the content by which a territory is told of.
func (t *tables) owner(code string) string {
	if t.content[code] {
		return code
	}
	for country, territories := range owned {
		if slices.Contains(territories, code) {
			return country
		}
	}
	return ""
}

// owned are the territories that have no file of their own.
var owned = map[string][]string{
	"US": {"PR", "GU", "VI", "AS", "MP", "UM"},
	"DK": {"GL", "FO"},
	"FR": {"RE", "GP", "MQ", "GF", "YT", "PM", "BL", "MF", "NC", "PF", "WF", "TF"},
	"NL": {"AW", "CW", "SX", "BQ"},
	"GB": {"BM", "KY", "VG", "AI", "MS", "TC", "GI", "FK", "SH", "GG", "JE", "IM", "IO", "PN", "GS", "AC", "TA"},
	"FI": {"AX"},
	"NO": {"SJ"},
	"NZ": {"CK", "NU", "TK"},
	"AU": {"CX", "CC", "NF"},
	"ES": {"IC", "EA"},
}

// readClocks reads what clocks of several countries are called: "Eastern Time".
func (t *tables) readClocks(from sources) error {
	if err := t.readClockZones(from); err != nil {
		return err
	}
	files, err := filepath.Glob(filepath.Join(from.cldr, "cldr-dates-full/main/*/timeZoneNames.json"))
	if err != nil || len(files) == 0 {
		return fmt.Errorf("there are no names of clocks in %s", from.cldr)
	}
	for _, file := range files {
		var doc struct {
			Main map[string]struct {
				Dates struct {
					TimeZoneNames struct {
						Metazone map[string]struct{ Long map[string]string }
					}
				}
			}
		}
		if err := read(file, &doc); err != nil {
			return err
		}
		for locale, main := range doc.Main {
			for key, names := range main.Dates.TimeZoneNames.Metazone {
				t.addClock(locale, "z"+key, names.Long)
			}
		}
	}
	return nil
}

func (t *tables) addClock(locale, id string, names map[string]string) {
	p := t.places[id]
	if p == nil {
		return
	}
	for form, name := range names {
		t.add(name, id, 1000)
		if locale == "en" && (p.name == "" || form == "generic") {
			p.name = name
		}
	}
}

// renamed are zones that CLDR still calls by their old names.
var renamed = map[string]string{
	"Asia/Calcutta": "Asia/Kolkata", "Asia/Saigon": "Asia/Ho_Chi_Minh", "Asia/Katmandu": "Asia/Kathmandu", "Asia/Rangoon": "Asia/Yangon",
	"America/Buenos_Aires": "America/Argentina/Buenos_Aires", "Atlantic/Faeroe": "Atlantic/Faroe", "Europe/Kiev": "Europe/Kyiv",
	"America/Godthab": "America/Nuuk", "Pacific/Truk": "Pacific/Chuuk", "Pacific/Ponape": "Pacific/Pohnpei", "Pacific/Enderbury": "Pacific/Kanton",
}

// readClockZones reads the zone that stands for each clock.
func (t *tables) readClockZones(from sources) error {
	var doc struct {
		Supplemental struct {
			MetaZones struct {
				Metazones []struct {
					MapZone struct {
						Clock     string `json:"_other"`
						Zone      string `json:"_type"`
						Territory string `json:"_territory"`
					}
				}
			}
		}
	}
	if err := read(filepath.Join(from.cldr, "cldr-core/supplemental/metaZones.json"), &doc); err != nil {
		return err
	}
	for _, m := range doc.Supplemental.MetaZones.Metazones {
		if z := m.MapZone; z.Territory == "001" {
			t.places["z"+z.Clock] = &place{id: "z" + z.Clock, zones: []string{cmp.Or(renamed[z.Zone], z.Zone)}}
		}
	}
	return nil
}
