// Package delivery holds what the outbox and the adapters say to each other about
// one delivery: the message that a platform is given, the errors by which an
// adapter classifies what the platform said to it, and the policy for what is in
// doubt.
//
// It sends nothing, decides nothing and keeps nothing.
package delivery

import (
	"time"

	"prayerbot/commands/record"
	"prayerbot/commands/reply"
)

// A Message is a delivery ready to be sent.
type Message struct {
	Chat    record.ChatID
	GroupID string // the server or group of the chat; "" is none
	Reply   reply.Reply
	// Nonce is the same at every try of the same delivery: 20 characters at
	// most, so that a platform with an idempotency key can drop a repeat.
	Nonce string
	Skip  int       // leading parts that the platform has accepted already
	First time.Time // when the first try was allowed to begin; zero if this is it
	// Others are the ids of messages that are other deliveries of the chat, as far as they
	// are known: a repeat that looks for its own passes them over.
	Others []string
	// Ping is the person, by the platform's user id, who wants everyone in the
	// chat to be pinged, as far as their own rights allow; "" pings nobody.
	Ping string
	// PingRole is the id of a role that is pinged, as far as the bot may; "" is none.
	PingRole string
	// Alone says that Chat is a person's own number: it goes to their private chat,
	// which a platform may have to look up.
	Alone bool
	Post  bool // Chat is a forum: the message is a post of its own
	// Tag is the key of the forum's tag that a post is given where no tag of the forum
	// has the name of one of the reply's topics; "" gives it none then.
	Tag     string
	Thread  bool // a thread is opened under the message
	Publish bool // the message goes to those who follow the channel elsewhere
	// Close says that Edit leaves a note in the place of what was taken back: a post of
	// a forum is closed, as far as the bot may.
	Close bool
	// Pinged is told, before a message goes out, what becomes of Ping and PingRole:
	// PingDone, PingBot, PingPerson or PingGone of package record. nil: nobody wants to know.
	Pinged func(outcome string)
}

// InDoubtPolicy is what to do with a delivery whose request may have gone out, on a
// platform that cannot tell.
type InDoubtPolicy string

// The two policies for a delivery in doubt.
const (
	Resend InDoubtPolicy = "resend" // never lose one; it may come twice
	Drop   InDoubtPolicy = "drop"   // never send one twice; it may be lost
)
