package bot_test

import (
	"regexp"
	"strings"
	"testing"
	"time"

	"prayerbot/bot/discord/discordtest"
	"prayerbot/bot/store"
)

// deskRules is a town in which the rules of the announcement desk are tried.
type deskRules struct{ *town }

// atSeven is 07:00 in Lagos on the day on which the tests begin.
var atSeven = time.Date(2026, 11, 24, 6, 0, 0, 0, time.UTC)

func TestASixthAnnouncementInAnHourWaitsForTheFirstToBeAnHourOld(t *testing.T) {
	onBothStores(t, hourly)
}

func hourly(t *testing.T, open func() store.Store) {
	w := deskRules{gathered(t, open).town}
	w.announcesOnTelegram("The first notice.")
	first := w.clock.Now()
	w.clock.Advance(10 * time.Minute)
	w.announcesOnTelegram("The second notice.")
	w.announcesOnTelegram("The third notice.")
	w.announcesOnDiscord("The fourth notice.")
	w.announcesOnDiscord("The fifth notice.")
	w.awaitEverywhere("The first notice", "The second notice", "The third notice", "The fourth notice", "The fifth notice")

	// The sixth is refused on both platforms, also after a restart; another
	// audience may be written to meanwhile.
	w.stop()
	w.start()
	w.clock.Set(first.Add(30 * time.Minute))
	hurry := "There were 5 announcements here within an hour, and that is the most. Send it again after " +
		first.Add(time.Hour+time.Hour).Format("15:04") + " (Africa/Lagos)." // Lagos is an hour ahead
	w.writesToCommunity("The sixth notice.")
	send := w.payload(ada, "Send to 2 chats")
	w.refused(ada, ada, send, hurry)
	seventh := w.asksOwnerOnDiscord("The seventh notice.")
	w.says(ada, group, "/announce For this group alone.", "This goes to 1 chat", ada)
	w.taps(ada, ada, "Send to 1 chat", "It is on its way to 1 chat")
	w.awaitTicking("the notice to the group", func() bool { return w.shown(group, "For this group alone") == 1 })
	w.anHourLater(first, send, seventh, hurry)
}

// anHourLater sends the sixth once the first is an hour old, and finds that
// this makes room for one alone.
func (w deskRules) anHourLater(first time.Time, send, seventh, hurry string) {
	w.Helper()
	w.clock.Set(first.Add(time.Hour - time.Second))
	w.refused(ada, ada, send, hurry)
	w.clock.Set(first.Add(time.Hour + time.Second))
	w.tapsAnew("Send to 2 chats", "It is on its way to 2 chats")
	w.says(ada, ada, "/announce approve "+seventh, "The seventh notice", ada)
	w.refused(ada, ada, w.payload(ada, "Send to 2 chats"), "There were 5 announcements here within an hour")
	w.awaitEverywhere("The sixth notice")
	if n := w.shown(group, "The seventh notice") + w.onDiscord(channel, "The seventh notice"); n != 0 {
		w.Errorf("the one that was refused came %d times", n)
	}
	if w.onDiscord(channel, "For this group alone") != 0 {
		w.Error("a notice to the group went to the whole community")
	}
}

// writesToCommunity makes Ada draft an announcement to Hope in her group.
func (w deskRules) writesToCommunity(text string) {
	w.Helper()
	w.says(ada, group, "/announce to:community "+text, "This goes to 2 chats: all of the community", ada)
}

func (w deskRules) announcesOnTelegram(text string) {
	w.Helper()
	w.writesToCommunity(text)
	w.tapsAnew("Send to 2 chats", "It is on its way to 2 chats")
}

// asksOwnerOnDiscord drafts an announcement to Hope in the channel, which joined by
// code, and asks the owner to agree. It returns the announcement's id.
func (w deskRules) asksOwnerOnDiscord(text string) string {
	w.Helper()
	w.uses(admin, channel, "announce", map[string]string{"to": "community", "text": text}, "This goes to 2 chats: all of the community")
	i, err := w.discord.Press(admin, channel, "Send to 2 chats")
	if err != nil {
		w.Fatal(err)
	}
	return w.approval(w.answered(i, "What goes to the whole community needs its owner").Text)
}

// announcesOnDiscord is asksOwnerOnDiscord where Ada, the owner, agrees on Telegram.
func (w deskRules) announcesOnDiscord(text string) {
	w.Helper()
	id := w.asksOwnerOnDiscord(text)
	w.uses(admin, channel, "announce", map[string]string{"do": "approve", "which": id}, "You wrote it, so somebody else has to agree")
	w.says(ada, group, "/announce approve "+id, text, ada)
	w.tapsAnew("Send to 2 chats", "It is on its way to 2 chats")
}

// tapsAnew presses a button in Ada's chat and waits until one message more
// there holds a text.
func (w deskRules) tapsAnew(label, want string) {
	w.Helper()
	before := w.shown(ada, want)
	if err := w.telegram.Press(ada, ada, label); err != nil {
		w.Fatal(err)
	}
	w.await("one more "+want, func() bool { return w.shown(ada, want) == before+1 })
}

// awaitEverywhere waits until every text is once in the group and once in the
// channel.
func (w deskRules) awaitEverywhere(texts ...string) {
	w.Helper()
	for _, text := range texts {
		w.awaitTicking(text+" on both platforms", func() bool {
			return w.shown(group, text) == 1 && w.onDiscord(channel, text) == 1
		})
	}
}

func TestTwoPeopleOnTwoPlatformsAnnounceTogether(t *testing.T) { onBothStores(t, twoPeople) }

func twoPeople(t *testing.T, open func() store.Store) {
	w := deskRules{gathered(t, open).town}
	w.says(ada, group, "/community two on", "only when a second moderator agrees", group)
	w.writesToCommunity("We fast on Friday.")
	w.taps(ada, ada, "Send to 2 chats", "This needs a second person")
	var asked string
	for _, m := range w.telegram.Messages(ada) {
		asked += m.Text + "\n"
	}
	id := w.approval(asked)
	w.nobodyElseSends(id)

	// Nothing goes out before the other has agreed, also after a restart.
	w.stop()
	w.start()
	w.clock.Set(atSeven)
	w.awaitEverywhere(w.point(24))
	if n := w.shown(group, "We fast") + w.onDiscord(channel, "We fast"); n != 0 {
		t.Errorf("it came %d times before somebody agreed", n)
	}
	w.uses(admin, channel, "announce", map[string]string{"do": "approve", "which": id}, "This goes to 2 chats: all of the community")
	w.pressesTwice(admin, channel, "Send to 2 chats")
	w.stop()
	w.start()
	w.awaitEverywhere("We fast on Friday")
	w.awaitStatus("It has gone out to 2 of 2 chats")
	w.awaitEverywhere("We fast on Friday")
	w.says(ada, group, "/announce log", `discord:8 sent "We fast on Friday`, ada)
	w.correctsTogether(id)
	w.announcesOnDiscord("We break bread on Sunday.")
	w.awaitEverywhere("We break bread on Sunday")
}

var approveLine = regexp.MustCompile(`/announce approve ([a-z0-9]{8})`)

// approval is the id in the line that the second person has to type.
func (w deskRules) approval(text string) string {
	w.Helper()
	found := approveLine.FindStringSubmatch(text)
	if found == nil {
		w.Fatalf("there is no line to approve with: %s", text)
	}
	return found[1]
}

// nobodyElseSends tries to send a draft as its author, and as members without
// rights.
func (w deskRules) nobodyElseSends(id string) {
	w.Helper()
	line := "/announce approve " + id
	w.says(ada, group, line, "You wrote it, so somebody else has to agree", group)
	w.says(ada, ada, line, "You wrote it, so somebody else has to agree", ada)
	w.says(bola, group, line, "Only a moderator", group)
	w.says(bola, bola, line, "Only a moderator of this community", bola)
	w.uses(member, channel, "announce", map[string]string{"do": "approve", "which": id}, "Only a moderator")
	send := strings.Replace(w.payload(ada, "Cancel"), "cancel", "send", 1)
	w.refused(bola, ada, send, "Only a moderator of this community")
	w.refused(ada, ada, send, "") // it asks for a second person again
}

// pressesTwice presses a button twice before the first press is answered, and
// waits for both answers, the later of which stands in the place of the other.
func (w deskRules) pressesTwice(person, where, label string) {
	w.Helper()
	var pressed []*discordtest.Interaction
	for range 2 {
		i, err := w.discord.Press(person, where, label)
		if err != nil {
			w.Fatal(err)
		}
		pressed = append(pressed, i)
	}
	for _, i := range pressed {
		w.await("an answer on Discord", func() bool { return w.discord.Answer(i) != nil })
	}
}

// correctsTogether corrects what was sent: the author alone cannot.
func (w deskRules) correctsTogether(id string) {
	w.Helper()
	w.says(ada, ada, "/announce correct "+id+" We fast on Saturday.", "Every copy will look like this", ada)
	w.tapsAnew("Correct it everywhere", "This needs a second person")
	all := w.telegram.Messages(ada)
	correction := w.approval(all[len(all)-1].Text)
	w.uses(admin, channel, "announce", map[string]string{"do": "approve", "which": correction}, "We fast on Saturday")
	w.press(admin, channel, "Correct it everywhere", "It is being corrected")
	w.awaitEverywhere("We fast on Saturday")
}

func TestAStrangerWithTheCodeAnnouncesNothing(t *testing.T) { onBothStores(t, strangerWithTheCode) }

// strangerWithTheCode is an ordinary member of the group who brings a group of
// their own into the community.
func strangerWithTheCode(t *testing.T, open func() store.Store) {
	const own = int64(-666)
	w := deskRules{newParish(t, open)}
	w.telegram.Group(own, bola)
	w.telegram.Admin(own, bola)
	w.start()
	groups, _ := w.create()
	w.joins(groups)
	w.says(ada, group, "/subscribe 07:00 Lagos", "07:00", group)
	w.says(bola, own, "/community join "+groups, "Ask to join Hope?", own)
	w.says(bola, own, "/community ask "+groups+" few Mine", "I have asked the owner", own)
	w.says(ada, ada, "/community", "Mine", ada)
	w.takesIn("Mine")
	w.awaitTicking("the word to the group", func() bool { return w.holds(own, "now belongs to Hope") })
	w.says(bola, own, "/announce to:community Send me money.", "This goes to 3 chats: all of the community", bola)
	w.taps(bola, bola, "Send to 3 chats", "What goes to the whole community needs its owner")
	w.says(bola, own, "/community rename Mine", "Only the owner of this community", own)
	w.says(bola, own, "/community for Egypt", "Only the owner of this community", own)

	// What the owner announces, the stranger neither takes back nor corrects.
	w.says(ada, group, "/announce to:community We meet on Sunday.", "This goes to 3 chats", ada)
	w.taps(ada, ada, "Send to 3 chats", "It is on its way to 3 chats")
	w.awaitEverywhere("We meet on Sunday")
	id := strings.Fields(w.payload(ada, "Show the progress"))[3]
	w.says(bola, own, "/announce correct "+id+" Send me money.", "Only the person who wrote this announcement", own)
	w.refused(bola, bola, "1 desk retract "+id+" 0 delete", "Only the person who wrote this announcement")
	if log := w.says(bola, own, "/announce log", "What was announced", bola).Text; strings.Contains(log, "telegram:7") {
		t.Errorf("the stranger reads who announces: %s", log)
	}
	if n := w.shown(group, "Send me money") + w.onDiscord(channel, "Send me money"); n != 0 || w.shown(group, "We meet on Sunday") != 1 {
		t.Errorf("the stranger has reached %d chats", n)
	}
}

func TestARuleSwitchedOnLaterBindsWhatIsScheduled(t *testing.T) { onBothStores(t, ruleSwitchedOn) }

func ruleSwitchedOn(t *testing.T, open func() store.Store) {
	w := deskRules{gathered(t, open).town}
	w.writesToCommunity("Alone at seven.")
	w.taps(ada, ada, "Schedule", "When shall it be sent?")
	w.taps(ada, ada, "Tuesday 07:00", "It will be sent on Tuesday 24 November 2026, 07:00")
	w.says(ada, group, "/community two on", "only when a second moderator agrees", group)
	w.writesToCommunity("Together at seven.")
	w.taps(ada, ada, "Schedule", "When shall it be sent?")
	w.tapsAnew("Tuesday 07:00", "This needs a second person")
	all := w.telegram.Messages(ada)
	id := w.approval(all[len(all)-1].Text)
	w.uses(admin, channel, "announce", map[string]string{"do": "approve", "which": id}, "It is meant for Tuesday 24 November 2026, 07:00")
	w.press(admin, channel, "Send it at that time", "It will be sent on Tuesday 24 November 2026, 07:00")
	w.stop()
	w.start()
	w.clock.Set(atSeven)
	w.awaitEverywhere("Together at seven")
	w.awaitTicking("the trail that the other was not sent", func() bool {
		w.says(ada, group, "/announce log", "What was announced", ada)
		return w.holds(ada, "was not sent")
	})
	if n := w.shown(group, "Alone at seven") + w.onDiscord(channel, "Alone at seven"); n != 0 {
		t.Errorf("what one person alone had scheduled came %d times", n)
	}
}

func TestWhoIsRefusedForAFloodStillReceivesTheDaysPoint(t *testing.T) {
	onBothStores(t, floodAtSeven)
}

func floodAtSeven(t *testing.T, open func() store.Store) {
	w := deskRules{newParish(t, open)}
	w.limited = true
	w.start()
	w.says(bola, bola, "/subscribe 07:00 Lagos", "07:00", bola)
	w.uses(admin, channel, "subscribe", map[string]string{"time": "07:00", "place": "Lagos"}, "07:00")
	w.clock.Set(atSeven.Add(-30 * time.Second))
	w.asksTooOften()
	before := w.shown(bola, "What is kept")
	w.silentOnBoth()
	w.clock.Set(atSeven)
	w.awaitTicking("the day's point for those who were refused", func() bool {
		return w.shown(bola, w.point(24)) == 1 && w.onDiscord(channel, w.point(24)) == 1
	})
	w.silentOnBoth()
	if n, m := w.shown(bola, "quiet for two minutes"), w.shown(bola, "What is kept"); n != 1 || m != before {
		t.Errorf("%d refusals, and %d answers within the silence", n, m-before)
	}
	w.clock.Advance(2 * time.Minute)
	w.says(bola, bola, "/privacy", "What is kept", bola)
	if n := w.shown(bola, "What is kept") - before; n != 1 {
		t.Errorf("%d answers to what was asked after the silence, want 1", n)
	}
	w.uses(member, channel, "privacy", nil, "What is kept")
	w.press(member, channel, "🙏 I prayed", "Thank you for praying")
}

// asksTooOften makes Bola and a member on Discord ask until each is
// refused.
func (w deskRules) asksTooOften() {
	w.Helper()
	for range 20 {
		w.says(bola, bola, "/privacy", "What is kept", bola)
	}
	w.says(bola, bola, "/privacy", "quiet for two minutes", bola)
	for range 20 {
		w.uses(member, channel, "privacy", nil, "What is kept")
	}
	w.uses(member, channel, "privacy", nil, "quiet for two minutes")
}

// silentOnBoth makes the two who were refused ask again, and waits for the
// answer to others, who asked after them: by then that on Telegram would be
// there. On Discord they are told again, each alone.
func (w deskRules) silentOnBoth() {
	w.Helper()
	before := len(w.telegram.Messages(bola))
	w.telegram.Say(bola, bola, "/privacy")
	if m := w.uses(member, channel, "privacy", nil, "wait two minutes"); m.Flags == 0 {
		w.Error("everybody in the channel sees the refusal")
	}
	w.says(ada, ada, "/privacy", "What is kept", ada)
	if n := len(w.telegram.Messages(bola)) - before; n != 0 {
		w.Errorf("%d answers on Telegram", n)
	}
}
