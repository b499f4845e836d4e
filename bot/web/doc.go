// Package web shows what the bot tells everybody as pages, feeds and a calendar: what
// a link unfolds to in a messenger, and the addresses for privacy and terms that the
// platforms ask of a public bot.
//
// It shows nothing that a chat or a person is part of, keeps no visitor's address, sets
// no cookie, asks no other server for anything and needs no script. What is under an
// embargo, expired or withdrawn is not there. It decides no words: a page is a reply
// of the core, whose command lines become links.
//
// It keeps nothing but pages that it made within the last minute, so a crash loses
// nothing.
package web
