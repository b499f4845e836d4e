package reply

// MaxChoiceLength bounds the label and the value of a suggestion; Discord's limit.
const MaxChoiceLength = 100

// MaxChoices is how many suggestions a platform shows; Discord's limit.
const MaxChoices = 25

// A Row is one command of the table that feeds dispatch, help, the platforms'
// menus and permissions.
type Row struct {
	Name    string // "pray"
	Summary string // 1 to 100 characters, in the language asked for
	Group   string // what the help puts it under; rows of one group stand together
	Role    Role   // the least role that menus in a group show it to; the core rechecks
	Sends   bool   // needs a chat to which the bot can send later
	Private bool   // its answers are for the asker alone
	Public  bool   // its answers are for all who read where it is typed; else for the asker
	Erases  bool   // removes what cannot be had back; a platform may keep it from whom no server has trusted
	Params  []Param
}

// A Param is a named part of what may follow a command.
type Param struct {
	Name     string // "country": 1 to 32 of a-z
	Summary  string // 1 to 100 characters
	Required bool
	Suggests bool     // Core.Complete has suggestions for it
	Choices  []Choice // all that it may be; nil is free text. Anything else is refused
	Long     bool     // may hold several lines
	IsPlace  bool     // a place with a clock: a location that somebody shares answers the question for it
	IsRole   bool     // a role of the platform, by id; where it has none, text
	IsChat   bool     // another chat of the same server or group, by its key; where a platform has no such thing, it is not offered
	Inner    bool     // buttons and typed lines give it; no platform offers it
	AnyVerb  bool     // goes with every verb of a command that has verbs, whatever they name
}

// A Choice is one offered value.
type Choice struct {
	Label string // 1 to 100 characters
	Value string // what stands for it in a line: a word, or a key with its mark; 1 to 100 characters
}
