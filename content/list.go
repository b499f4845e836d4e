package content

import "slices"

// ShortName is what somebody types to name the list.
func (x *List) ShortName() string {
	if len(x.Aliases) > 0 {
		return x.Aliases[0]
	}
	return x.Key
}

// FactAbout is the first fact by which the list names a country; nil where it
// does not name it.
func (x *List) FactAbout(c *Country) *Fact {
	i := slices.IndexFunc(c.Facts, func(f Fact) bool { return slices.Contains(x.Kinds, f.Kind) })
	if i < 0 {
		return nil
	}
	return &c.Facts[i]
}

// NameUnit is the name of the list, and what is typed to name it.
func (x *List) NameUnit() Unit {
	return unit(listUnits, x.Key, nil, Field{FieldName, x.Name}, Field{FieldShort, x.ShortName()})
}

// A List is countries that somebody's list names, under a name by which a chat
// can follow them.
type List struct {
	Key       string     // "world-watch-list"
	Name      string     // "the World Watch List"
	Aliases   []string   // further names that people type
	Kinds     []FactKind // the facts by which it names a country
	Countries []*Country // by rank where there are ranks, then by name
}
