package commandstest

import "prayerbot/commands/reply"

// Carried is a reply with what only some platforms can draw.
func Carried() reply.Reply {
	r := Said("Which country?")
	r.Title, r.Accent = "A question", reply.AccentQuestion
	r.Picture = &reply.Picture{Link: "https://example.org/a.jpg", Alt: "A church <door>", Caption: "The door in spring.", Credit: "Picture: Somebody"} // #nosec G101 -- no secret but a picture
	r.Buttons = [][]reply.Button{{{Label: "Nigeria", Do: "country =NG"}, {Label: "Eritrea", Do: "country =ER"}}, {{Label: "I prayed", Do: "prayed kp-one", Count: 12}}}
	return r
}
