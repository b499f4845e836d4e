// Package session is one request while it is answered: who asks, where, in
// which language, with which content, and what all features need to answer.
//
// A Session lives for one request and belongs to one goroutine; an Env is what
// all sessions of a bot share. It never sends anything and reads no clock: the
// time is the request's. What it changes it changes through the store in one
// atomic step, so a crash leaves a change whole or not made.
package session
