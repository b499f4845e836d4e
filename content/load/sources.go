package load

import (
	"fmt"

	"go.yaml.in/yaml/v4"

	"prayerbot/content"
)

// A sourceReader reads the sources that everything else names.
type sourceReader struct {
	trees   *trees
	sources map[string]*content.Source
}

// readSources reads sources.yaml.
func (ld *sourceReader) readSources() {
	seen := seenKeys{}
	for _, s := range ld.trees.entries("sources.yaml", "key", "publisher", "edition", "link", "licence") {
		source := ld.newSource(s, s.required("key"))
		if seen.repeats(s, source.Key) {
			s.fault(s.lineOf("key"), fmt.Sprintf("The source %q comes twice.", source.Key), "Keep one of them.")
		}
		ld.sources[source.Key] = source
	}
}

func (ld *sourceReader) newSource(s section, key string) *content.Source {
	source := &content.Source{
		Key: key, Publisher: s.required("publisher"), Edition: s.text("edition"),
		Link: s.text("link"), Licence: s.text("licence"),
	}
	s.checkLink("link", source.Link)
	return source
}

// source finds a source by its key; an unknown one is a fault, and nil.
func (ld *sourceReader) source(s section, field, key string) *content.Source {
	source := ld.sources[key]
	if source == nil && key != "" {
		s.fault(s.lineOf(field), fmt.Sprintf("There is no source %q.", key), "Use a key of sources.yaml, or add it there.")
	}
	return source
}

// sourceOf reads the source of a fact or post: a key, or a source of its own.
func (ld *sourceReader) sourceOf(s section) *content.Source {
	if n := s.fields["source"]; n != nil && n.Kind == yaml.MappingNode {
		return ld.newSource(s.section(n, "publisher", "edition", "link"), "")
	}
	return ld.source(s, "source", s.required("source"))
}

// sourcesOf reads a list of sources: keys, or sources of its own.
func (ld *sourceReader) sourcesOf(s section, name string) []*content.Source {
	var found []*content.Source
	for _, n := range s.items(name) {
		if n.Kind == yaml.MappingNode {
			found = append(found, ld.newSource(s.section(n, "publisher", "edition", "link"), ""))
		} else if source := ld.source(section{file: s.file, line: n.Line}, "", n.Value); source != nil {
			found = append(found, source)
		}
	}
	return found
}
