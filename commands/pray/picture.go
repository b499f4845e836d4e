package pray

import (
	"prayerbot/commands/reply"
	"prayerbot/commands/session"
	"prayerbot/commands/words"
	"prayerbot/content"
)

// pictureOf is the picture of a post with what belongs to it; nil where there is
// none.
func pictureOf(s *session.Session, post *content.Post) *reply.Picture {
	if post == nil || post.Picture == nil {
		return nil
	}
	p := post.Picture
	return &reply.Picture{File: p.File, Link: p.Link, Alt: s.Text(post.HeadUnit(), content.FieldAlt), Caption: s.Text(post.HeadUnit(), content.FieldCaption), Credit: credit(s, post)}
}

// previewOf is the page of a story's publisher, where the chat wants pictures and the
// story has none of its own; "" elsewhere: the picture of a page is one too, and is
// seen in notifications.
func previewOf(s *session.Session, post *content.Post) string {
	if !s.Look.Cards || post.Picture != nil {
		return ""
	}
	return post.Link
}

// credit says who took the picture of a post; "" where it does not say.
func credit(s *session.Session, post *content.Post) string {
	if post.Credit == "" {
		return ""
	}
	return s.Say("news.credit", words.With{"Credit": post.Credit})
}

// pictureWords are caption and credit of a post, where its picture itself is not
// shown; "" where it has neither.
func pictureWords(s *session.Session, post *content.Post) string {
	if post == nil {
		return ""
	}
	return words.Sentences(s.Text(post.HeadUnit(), content.FieldCaption), credit(s, post))
}
