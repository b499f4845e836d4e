// Package cardcache has cards drawn when they are sent, and keeps them: in memory,
// and in a folder where there is one, so that a card is drawn once for all chats
// that are sent it, and not again after a restart.
//
// It draws one card at a time and rests after each as long as that took, so that
// drawing takes half of a processor at most. Who asks never waits longer than a
// few seconds: then there is no card at this moment, and its message goes without.
// What a card is drawn with is given back a minute after the last one was brought, and
// the cards in memory some minutes later.
// It never names a chat, and knows of none. Whatever is in the folder can be lost
// at any time; after a crash a file that is half-written is not taken for a card.
package cardcache
