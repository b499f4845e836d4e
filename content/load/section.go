package load

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"go.yaml.in/yaml/v4"
)

// A file is one file while it is read; it gathers what is wrong with it.
type file struct {
	path   string
	tree   int // which of the trees it is in
	shift  int // lines before the YAML begins, in a post
	draft  bool
	hints  bool // an editor wants to be told what to look at
	faults *FaultsError
}

// fault notes what is wrong at a line.
func (f file) fault(line int, what, remedy string) {
	if line > 0 {
		line += f.shift
	}
	*f.faults = append(*f.faults, Fault{Tree: f.tree, File: f.path, Line: line, What: what, Remedy: remedy})
}

// parse reads YAML; nil where it cannot be read.
func (f file) parse(data []byte) *yaml.Node {
	if !utf8.Valid(data) {
		f.fault(0, "The file is not valid UTF-8.", "Save it as UTF-8.")
		return nil
	}
	var doc yaml.Node
	if holdsNothing(data) {
		f.fault(1, "The file is empty.", "Fill it in or remove it.")
		return nil
	}
	if top := quickly(string(data)); top != nil {
		f.hintNorway(top)
		return top
	}
	if err := yaml.Load(data, &doc); err != nil {
		f.unparsed(err, data)
		return nil
	}
	if len(doc.Content) == 0 {
		return nil
	}
	f.hintNorway(doc.Content[0])
	return doc.Content[0]
}

func firstLine(err error) string {
	line, _, _ := strings.Cut(err.Error(), "\n")
	return strings.TrimSuffix(line, ".")
}

// A section is a mapping in a file: names with values.
type section struct {
	file
	line   int
	fields map[string]*yaml.Node
}

// section reads a mapping and refuses names that are not known.
func (f file) section(n *yaml.Node, known ...string) section {
	s := section{file: f, fields: map[string]*yaml.Node{}}
	if n == nil {
		return s
	}
	s.line = n.Line
	if n.Kind != yaml.MappingNode {
		f.fault(n.Line, "Names with values are expected here.", "Write each as name: value.")
		return s
	}
	for i := 0; i+1 < len(n.Content); i += 2 {
		name := n.Content[i]
		if !slices.Contains(known, name.Value) && len(known) > 0 {
			f.fault(name.Line, fmt.Sprintf("The name %q is not known here.", name.Value), "Use one of: "+strings.Join(known, ", ")+".")
			continue
		}
		if s.fields[name.Value] != nil {
			f.fault(name.Line, fmt.Sprintf("The name %q comes twice.", name.Value), "Keep one of them.")
		}
		s.fields[name.Value] = n.Content[i+1]
	}
	return s
}

// has tells whether a field is there.
func (s section) has(name string) bool { return s.fields[name] != nil }

// lineOf is the line of a field, else that of the section.
func (s section) lineOf(name string) int {
	if n := s.fields[name]; n != nil {
		return n.Line
	}
	return s.line
}

// text is a single value, "" where the field is not there.
func (s section) text(name string) string {
	n := s.fields[name]
	if n == nil || n.Tag == "!!null" {
		return ""
	}
	if n.Kind != yaml.ScalarNode {
		s.fault(n.Line, fmt.Sprintf("%q must be a single text.", name), "Write it on one line, or behind >-.")
		return ""
	}
	value := strings.TrimSpace(n.Value)
	s.checkText(n.Line, name, value)
	return value
}

// required is text that must be there.
func (s section) required(name string) string {
	value := s.text(name)
	if value == "" {
		s.fault(s.line, fmt.Sprintf("%q is missing.", name), "Add "+name+": and a value.")
	}
	return value
}

// items are the entries of a list, none where the field is not there.
func (s section) items(name string) []*yaml.Node {
	n := s.fields[name]
	if n == nil || n.Tag == "!!null" {
		return nil
	}
	if n.Kind != yaml.SequenceNode {
		s.fault(n.Line, fmt.Sprintf("%q must be a list.", name), "Begin each entry with a dash.")
		return nil
	}
	return n.Content
}

// texts are the entries of a list of single values.
func (s section) texts(name string) []string {
	var values []string
	for _, n := range s.items(name) {
		if n.Kind != yaml.ScalarNode {
			s.fault(n.Line, fmt.Sprintf("Each entry of %q must be a single text.", name), "Write it in quotes.")
			continue
		}
		s.checkText(n.Line, name, n.Value)
		values = append(values, strings.TrimSpace(n.Value))
	}
	return values
}
