package content

// An Occasion is a day or some days that the church keeps every year, with
// points of its own.
type Occasion struct {
	Key       string // "easter"
	Name      string // "Easter Day"
	Scope     string // who keeps it: "worldwide"
	Countries []*Country
	On        bool // whether the calendar keeps it
	Rule      Rule
	Days      int       // how many days it lasts; 0 is what the rule says
	Every     int       // of so many of its days it takes one, another each year; below 2 it takes all
	Points    []*Point  // one a day, in turn; at least one where it is on
	Sources   []*Source // where its date can be looked up; may be empty
}
