package reply

// Powers are what the bot may do in a chat, where a platform states that with the
// request. The zero Powers are those of a platform that does not: nothing is
// known to be kept from the bot.
type Powers struct {
	Known bool // the platform has said so
	Post  bool // send messages here by itself
	Ping  bool // ping everyone here
	// NoThreads says that it may not open threads under its messages.
	NoThreads bool
	Lacks     Right // what is needed here to show what the bot brings, and is kept from it; 0 is nothing
}

// Mute tells whether the bot is known not to be allowed to write here.
func (p Powers) Mute() bool { return p.Known && !p.Post }

// Pingless tells whether the bot is known not to be allowed to ping everyone here.
func (p Powers) Pingless() bool { return p.Known && !p.Ping }
