// Package picture checks pictures and takes out of them what they tell about
// whoever took them: place, time, camera, comments, texts, thumbnails.
//
// It keeps the pixels as they are: parts of the file are left out, and nothing
// is encoded anew. It never reads a file or the network by itself and keeps
// nothing; there is nothing that a crash could leave half-done.
package picture
