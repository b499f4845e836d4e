package content

// An AliasKind is by what a name leads to countries.
type AliasKind int

// The kinds of names that lead to countries without being a country's own.
const (
	Demonym  AliasKind = iota // what the people of a country are called
	People                    // who have no country of their own
	Disputed                  // of which nothing says where it lies
)

// An Alias is a people or a place by whose names countries are found.
type Alias struct {
	Name      string   // as it is said; of a demonym the first
	Names     []string // all of them, Name too
	Kind      AliasKind
	Countries []*Country // by name, those of a demonym as they stand
	States    []string   // GeoNames' codes of divisions that are disputed: "CN.14"
}
