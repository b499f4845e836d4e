// Package community joins chats on several platforms into one church, and says
// which roles of a server make somebody a moderator.
//
// It names no chat to another, gives a right to nobody but by the store's record
// at this moment, and stores each change in one atomic step before it says so.
package community
