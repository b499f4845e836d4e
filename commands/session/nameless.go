package session

import "prayerbot/commands/reply"

// A NamelessError refuses somebody who writes in the name of a group, where it counts
// who they are. It is a Problem.
type NamelessError struct {
	Problem reply.Problem
	// Button does the same where the bot knows who they are: alone with it, or by being
	// pressed.
	Button reply.Button
}

func (e *NamelessError) Error() string { return string(e.Problem) }

// Unwrap is the Problem.
func (e *NamelessError) Unwrap() error { return e.Problem }

// Named refuses somebody whose name is not known. Alone with the bot they can do the same
// for this chat: by the command line behind the chat's name, or "" for all that can be done.
func (a *Asker) Named(line string) error {
	return a.NamedAlone("problem.anonymous", OnChat(a.req.Chat.Key, line))
}

// NamedAlone is Named with a sentence of its own, for a whole command line.
func (a *Asker) NamedAlone(problem, line string) error {
	return a.nameless(problem, reply.Button{Label: a.speech.Own.Say("button.alone"), Do: line, Alone: true})
}

// NamedByPress is Named for what a command line does here, where whoever presses a button
// shows who they are.
func (a *Asker) NamedByPress(line string) error {
	return a.nameless("problem.anonymous_press", reply.Button{Label: a.speech.Own.Say("button.by_name"), Do: line})
}

func (a *Asker) nameless(problem string, b reply.Button) error {
	if a.req.Person != "" {
		return nil
	}
	return &NamelessError{reply.Problem(a.speech.Own.Say(problem)), b}
}

// OnChat is the command line that does, alone with the bot, what a line does in a chat;
// "" shows what can be done there.
func OnChat(key, line string) string {
	if line == "" {
		return reply.OnChat + " " + key
	}
	return reply.OnChat + " " + key + " " + line
}
