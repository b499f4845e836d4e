package outbox

import (
	"fmt"
	"strconv"
	"strings"

	"prayerbot/commands"
)

// A Delivery is one thing to bring to one chat: a subscription's daily point,
// which comes back every day, or an announcement, which is finished once.
type Delivery struct {
	Chat         commands.ChatID
	Subscription int    // 0 for an announcement
	Announcement string // "" for a daily point
}

// Key names the delivery within its platform. It is stored, so its form never
// changes: "s/<subscription>/<chat key>" or "a/<announcement>/<chat key>".
func (d Delivery) Key() string {
	if d.Announcement != "" {
		return "a/" + d.Announcement + "/" + d.Chat.Key
	}
	return "s/" + strconv.Itoa(d.Subscription) + "/" + d.Chat.Key
}

// ParseKey reads what Key wrote for a chat of the platform.
func ParseKey(platform, key string) (Delivery, error) {
	parts := strings.SplitN(key, "/", 3)
	if len(parts) != 3 || parts[1] == "" || parts[2] == "" {
		return Delivery{}, fmt.Errorf("a delivery key has three parts")
	}
	d := Delivery{Chat: commands.ChatID{Platform: platform, Key: parts[2]}}
	switch parts[0] {
	case "a":
		d.Announcement = parts[1]
		return d, nil
	case "s":
		n, err := strconv.Atoi(parts[1])
		d.Subscription = n
		if err == nil && n > 0 {
			return d, nil
		}
	}
	return Delivery{}, fmt.Errorf("a delivery key begins with s/<number> or a/<announcement>")
}
