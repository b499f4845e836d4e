package commandstest

import "prayerbot/commands/reply"

// Carried is a reply with what only some platforms can draw.
func Carried() reply.Reply {
	r := Said("Which country?")
	r.Title, r.Accent = "A question", reply.AccentQuestion
	r.Picture = &reply.Picture{Link: "https://example.org/a.jpg", Alt: "A church <door>", Caption: "The door in spring.", Credit: "Picture: Somebody"} // #nosec G101 -- no secret but a picture
	r.Select = &reply.Select{Prompt: "Choose one", Choices: []reply.Choice{{Label: "Nigeria", Value: "country =NG"}, {Label: "Eritrea", Value: "country =ER"}}}
	r.Buttons = [][]reply.Button{{{Label: "I prayed", Do: "prayed kp-one", Count: 12}}}
	return r
}
