package content

import (
	"fmt"
	"regexp"
	"strings"

	"go.yaml.in/yaml/v4"
)

var wordForm = regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*$`)

// readSources reads sources.yaml.
func (ld *loader) readSources() {
	once := once{}
	for _, s := range ld.entries("sources.yaml", "key", "publisher", "edition", "link", "licence") {
		source := ld.newSource(s, s.required("key"))
		if once.again(s, source.Key) {
			s.fault(s.lineOf("key"), fmt.Sprintf("The source %q comes twice.", source.Key), "Keep one of them.")
		}
		ld.sources[source.Key] = source
	}
}

func (ld *loader) newSource(s section, key string) *Source {
	source := &Source{
		Key: key, Publisher: s.required("publisher"), Edition: s.text("edition"),
		Link: s.text("link"), Licence: s.text("licence"),
	}
	s.checkLink("link", source.Link)
	return source
}

// source finds a source by its key; an unknown one is a fault, and nil.
func (ld *loader) source(s section, field, key string) *Source {
	source := ld.sources[key]
	if source == nil && key != "" {
		s.fault(s.lineOf(field), fmt.Sprintf("There is no source %q.", key), "Use a key of sources.yaml, or add it there.")
	}
	return source
}

// sourceOf reads the source of a fact or post: a key, or a source of its own.
func (ld *loader) sourceOf(s section) *Source {
	if n := s.fields["source"]; n != nil && n.Kind == yaml.MappingNode {
		return ld.newSource(s.section(n, "publisher", "edition", "link"), "")
	}
	return ld.source(s, "source", s.required("source"))
}

// sourcesOf reads a list of sources: keys, or sources of its own.
func (ld *loader) sourcesOf(s section, name string) []*Source {
	var found []*Source
	for _, n := range s.items(name) {
		if n.Kind == yaml.MappingNode {
			found = append(found, ld.newSource(s.section(n, "publisher", "edition", "link"), ""))
		} else if source := ld.source(section{file: s.file, line: n.Line}, "", n.Value); source != nil {
			found = append(found, source)
		}
	}
	return found
}

// entries reads a file that is a list, in all its versions.
func (ld *loader) entries(p string, known ...string) []section {
	if len(ld.files[p]) == 0 {
		ld.at(0, p).fault(0, "The file is missing.", "Add it.")
	}
	var all []section
	for _, v := range ld.files[p] {
		f := ld.at(v.tree, p)
		top := f.parse(v.data)
		if top == nil {
			continue
		}
		if top.Kind != yaml.SequenceNode {
			f.fault(top.Line, "The file must be a list.", "Begin each entry with a dash.")
			continue
		}
		for _, n := range top.Content {
			all = append(all, f.section(n, known...))
		}
	}
	return all
}

// once tells the entries of one tree that come twice from those of a later
// tree, which replace the earlier.
type once map[string]int

// again tells whether a key was there before in the same tree.
func (o once) again(s section, key string) bool {
	tree, known := o[key]
	o[key] = s.tree
	return known && tree == s.tree
}

// maxPicker is how many entries a picker can show: Discord's 25, less one for
// the way back.
const maxPicker = 24

// readRegions reads regions.yaml.
func (ld *loader) readRegions() {
	once := once{}
	for _, s := range ld.entries("regions.yaml", "key", "name") {
		r := &Region{Key: s.required("key"), Name: s.required("name")}
		if !wordForm.MatchString(r.Key) || once.again(s, r.Key) {
			s.fault(s.lineOf("key"), fmt.Sprintf("The key %q is taken, or has the wrong form.", r.Key), "Use words of a-z joined by dashes, each key once.")
			continue
		}
		if old := ld.regionByKey[r.Key]; old != nil {
			old.Name = r.Name
			continue
		}
		ld.regionByKey[r.Key] = r
		ld.parts.Regions = append(ld.parts.Regions, r)
	}
	if len(ld.parts.Regions) > maxPicker {
		f, _ := ld.last("regions.yaml")
		f.fault(1, fmt.Sprintf("There are %d regions.", len(ld.parts.Regions)), fmt.Sprintf("Keep to %d.", maxPicker))
	}
}

// readNames reads the names of countries in other languages.
func (ld *loader) readNames() {
	for _, p := range ld.in("names") {
		f, data := ld.last(p)
		lang := strings.TrimSuffix(strings.TrimPrefix(p, "names/"), ".txt")
		number := 0
		for line := range strings.Lines(string(data)) {
			number++
			line = strings.TrimSpace(line)
			if line == "" || line[0] == '#' {
				continue
			}
			key, names, ok := strings.Cut(line, " ")
			if ld.hidden[key] != nil {
				continue
			}
			c := ld.byKey[key]
			if !ok || c == nil {
				f.fault(number, "The line does not name a country.", "Write the country's key, a space, and its names parted by semicolons.")
				continue
			}
			all := strings.Split(names, "; ")
			c.Names[lang] = all[0]
			c.ForeignNames = append(c.ForeignNames, all...)
		}
	}
}
