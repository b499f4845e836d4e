// Package adapter holds what the adapters of all platforms need: asking the core
// with its timing, the walk over a reply's blocks, the parts of a delivery, the
// redaction of tokens, traces of requests, slots that are drained at the end, and
// whether a platform lets the bot in.
//
// It never knows a platform by name, makes no request and repeats none. It keeps
// nothing: after a crash a platform is taken to let the bot in until it says
// otherwise, and a part of a message whose outcome was not noted is the outbox's
// to settle.
package adapter
