package record

import (
	"context"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"time"
)

// A Question is what the bot has asked somebody in a chat, and whose answer it
// waits for. It holds no word of what anybody typed.
type Question struct {
	Command string            // the name of the command that goes on with the answer
	Param   string            // the parameter that the answer is
	Args    map[string]string // the arguments so far, as keys
	Asked   time.Time
}

// Mark tells the question from others of the same person: the buttons under it carry it.
// It is short, because buttons are, and the same for a question that is asked again.
func (q Question) Mark() string {
	args := q.Args
	if len(args) == 0 {
		args = nil
	}
	text, _ := json.Marshal([]any{q.Command, q.Param, args}) // strings can always be written
	sum := sha256.Sum256(text)
	return base64.RawURLEncoding.EncodeToString(sum[:])[:3]
}

// QuestionLife is how long an answer is waited for.
const QuestionLife = 10 * time.Minute

// Questions keeps what was asked, one question under a mark (a salted hash of
// the chat and the person).
type Questions interface {
	// SaveQuestion keeps a question in place of the one before. A repeat does no
	// harm.
	SaveQuestion(ctx context.Context, mark string, q Question) error
	// Question reads it. The error is ErrNotFound where there is none, where it
	// was asked QuestionLife ago, or where it cannot be read.
	Question(ctx context.Context, mark string, now time.Time) (Question, error)
	// EndQuestion forgets it; what is not stored is no error.
	EndQuestion(ctx context.Context, mark string) error
}
