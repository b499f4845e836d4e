// Package card draws prayer cards: pictures of 1200 by 630 pixels that show a
// country on the map of its part of the world, or the whole world for a feast,
// with a title, a date and the bot's mark, in the writing of their reader.
//
// It draws offline from what is built in: a map (world/), fonts (fonts/). Both are
// read by New, and by nothing at the start of the program. It never reads the
// network, a clock or a file, keeps nothing, and writes nothing into a picture but
// its pixels. A text with a character that no font has is not drawn: ErrGlyph. A
// crash leaves nothing half-done.
package card
