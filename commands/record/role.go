package record

// Role is what a person may do in a chat.
type Role int

// The roles, from the least. RoleUnknown makes the core ask the platform when it
// matters.
const (
	RoleUnknown Role = iota
	Anyone
	Moderator
	Operator
)
