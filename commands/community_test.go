package commands_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"prayerbot/bot/store/boltstore"
	"prayerbot/commands/record"
	"prayerbot/commands/reply"
	"prayerbot/content"
)

// wantSaid fails where the last reply does not hold a text.
func (k *talk) wantSaid(t *testing.T, text string) {
	t.Helper()
	if said := plain(k.last); !strings.Contains(said, text) {
		t.Errorf("want %q, it says:\n%s", text, said)
	}
}

// codes are the join codes that the last reply shows: of groups, of people.
func (k *talk) codes(t *testing.T) (groups, people string) {
	t.Helper()
	var all []string
	for _, block := range k.last.Blocks {
		if _, after, ok := strings.Cut(block.Text, "/community join "); ok {
			code, _, _ := strings.Cut(after, ".")
			all = append(all, code)
		}
	}
	if len(all) != 2 {
		t.Fatalf("there are %d codes:\n%s", len(all), plain(k.last))
	}
	return all[0], all[1]
}

// joins makes the group of the one who speaks ask to join by a code, and the owner,
// who is 9 on Telegram, take it in.
func (k *talk) joins(t *testing.T, code string) {
	t.Helper()
	group := k.req
	k.say("/community ask " + code + " few Friday prayer")
	k.wantSaid(t, "I have asked the owner")
	k.private("9")
	k.say("/community")
	k.press("Take it in")
	k.wantSaid(t, "\"Friday prayer\" now belongs to Hope")
	k.req = group
}

// newChurch is a community of a group on Telegram, led by 9, and a channel on
// Discord, led by 5.
func newChurch(t *testing.T) *talk {
	t.Helper()
	k := newTalk(t)
	k.group("9", "moderator")
	k.say("/community create Hope")
	groups, _ := k.codes(t)
	k.channel("5", "moderator", "110", nil)
	k.joins(t, groups)
	return k
}

func TestACommunityPraysTheSamePointOnTheSameDay(t *testing.T) {
	k := newChurch(t)
	k.say("/subscribe 07:00 berlin for Egypt")
	k.group("9", "moderator")
	k.say("/community for North Korea")
	k.channel("5", "moderator", "110", nil)
	chat, err := k.store.Chat(context.Background(), k.req.Chat)
	if err != nil {
		t.Fatal(err)
	}
	slot := record.Slot{Date: content.Date{Year: 2026, Month: 11, Day: 24}, Due: k.req.Now}
	daily, err := k.core.Daily(context.Background(), chat, chat.Subscriptions[0], slot, k.req.Now)
	if err != nil || !strings.Contains(daily.Title, "North Korea") {
		t.Errorf("the daily point is %q, %v", daily.Title, err)
	}
	if here := k.say("/pray").Title; here != daily.Title {
		t.Errorf("/pray says %q there", here)
	}
	k.group("9", "member")
	if there := k.say("/pray").Title; there != daily.Title {
		t.Errorf("/pray says %q in the other chat", there)
	}
	k.channel("5", "moderator", "110", nil)
	k.say("/community leave")
	k.say("/pray")
	k.wantSaid(t, "Egypt")
}

func TestACommunityCountsTogether(t *testing.T) {
	k := newChurch(t)
	k.say("/prayed")
	k.wantSaid(t, "1 person has prayed in Hope today")
	k.group("30", "member")
	k.say("/prayed")
	k.say("/prayed")
	k.wantSaid(t, "2 people have prayed in Hope today")
	k.private("31")
	k.say("/prayed")
	k.wantSaid(t, "3 people have prayed today")
	k.channel("6", "member", "111", nil)
	k.say("/prayed")
	k.wantSaid(t, "1 person has prayed here today")
}

func TestALinkAsksAModeratorFirst(t *testing.T) {
	k := newTalk(t)
	k.group("9", "moderator")
	k.say("/community create Hope")
	groups, people := k.codes(t)
	k.group("8", "member")
	k.req.Chat.Key, k.req.GroupID = "-200", "-200"
	k.say("/start j_" + groups)
	k.wantSaid(t, "Only a moderator")
	k.req.Role = reply.Moderator
	k.say("/start j_" + people)
	k.wantSaid(t, "for the private chat of one person")
	k.say("/start j_" + strings.ToUpper(groups))
	k.wantSaid(t, "Ask to join Hope?")
	k.req.Role = reply.Anyone
	k.press("Under 20")
	k.wantSaid(t, "Only a moderator")
}

func TestTheLastChatEndsTheCommunity(t *testing.T) {
	for _, end := range []string{"/community leave", "/forget"} {
		k := newChurch(t)
		k.say("/community code")
		groups, _ := k.codes(t)
		k.say(end)
		k.press("Yes, forget everything")
		k.group("8", "moderator")
		k.say(end)
		k.press("Yes, forget everything")
		k.say("/community join " + groups)
		k.wantSaid(t, "no community with that code")
		k.private("9")
		k.say("/forget")
		k.press("Yes, forget everything")
		k.wantSaid(t, "is removed")
	}
}

// offered is the line by which the community of the last reply is taken over.
func (k *talk) offered(t *testing.T) string {
	t.Helper()
	k.wantSaid(t, "/community take ")
	if k.last.Visibility != reply.Private || strings.Contains(k.last.Aside+k.last.AsideFailed, "take") {
		t.Errorf("the offer is shown to all: %+v", k.last)
	}
	return k.last.Blocks[1].Text
}

func TestAnOfferEndsAfterADay(t *testing.T) {
	k := newChurch(t)
	k.group("9", "moderator")
	k.say("/community transfer")
	line := k.offered(t)
	k.req.Now = k.req.Now.Add(25 * time.Hour)
	k.group("8", "moderator")
	k.say(line)
	k.wantSaid(t, "not there any more")
	k.group("9", "moderator")
	k.say("/community transfer")
	line = k.offered(t)
	k.say(line)
	k.wantSaid(t, "You own this community already")
	k.group("", "moderator")
	k.say(line)
	k.wantSaid(t, "I cannot see who you are")
	k.group("8", "moderator")
	k.say(line)
	k.wantSaid(t, "You are now the owner of Hope")
	k.group("9", "moderator")
	k.say(line)
	k.wantSaid(t, "not there any more")
	k.say("/community close yes")
	k.wantSaid(t, "Only the owner")
}

func TestAModeratorLeadsFromAPrivateChatToo(t *testing.T) {
	k := newTalk(t)
	k.group("9", "moderator")
	k.say("/community create Hope")
	_, people := k.codes(t)
	k.private("30")
	k.say("/community join " + people)
	k.say("/community code")
	k.wantSaid(t, "Only a moderator of this community")
	k.roles["30"] = reply.Moderator
	k.say("/community code")
	k.wantSaid(t, "For a group or server")
	delete(k.roles, "30")
	k.say("/community code")
	k.wantSaid(t, "Only a moderator of this community")
}

func TestGuessingCodesIsLimited(t *testing.T) {
	k := newTalk(t)
	k.group("9", "moderator")
	k.say("/community create Hope")
	groups, _ := k.codes(t)
	for i := range 8 {
		k.channel("5", "moderator", fmt.Sprint(110+i), nil)
		k.say("/community join " + groups)
		k.wantSaid(t, "Ask to join Hope?")
	}
	k.channel("6", "moderator", "200", nil)
	for i := range 5 {
		k.say(fmt.Sprint("/community join wrong", i))
		k.wantSaid(t, "no community with that code")
	}
	k.say("/community join " + groups)
	k.wantSaid(t, "too many codes")
	k.say("/start j_" + groups)
	k.wantSaid(t, "too many codes")
	k.req.Now = k.req.Now.Add(time.Hour)
	k.say("/community join " + groups)
	k.wantSaid(t, "Ask to join Hope?")
}

func TestAnonymousAdminsOwnNothing(t *testing.T) {
	k := newTalk(t)
	k.group("", "moderator")
	k.say("/community create Hope")
	k.wantSaid(t, "I cannot see who you are")
}

func TestNamesOfCommunities(t *testing.T) {
	k := newTalk(t)
	for i, tt := range []struct{ name, shown string }{
		{"  Igreja   São Tomé  ", "Igreja São Tomé"},
		{"Église d’Antioche (Lyon)", "Église d’Antioche (Lyon)"},
		{"كنيسة النعمة", "كنيسة النعمة"},
		{"हिन्दी कलीसिया", "हिन्दी कलीसिया"},
		{"Hope ❤️ 2", "Hope ❤️ 2"},
		{"Vida Nueva!", "Vida Nueva!"}, {"¡Vida Nueva!", "¡Vida Nueva!"}, {"Calvary Chapel #2", "Calvary Chapel #2"},
		{"کلیسای خانه\u200Cای", "کلیسای خانه\u200Cای"}, {"J. S. Bach-Kirche", "J. S. Bach-Kirche"}, {"F.E.C. Berlin", "F.E.C. Berlin"},
		{"Who cares?", "Who cares?"}, {"은혜교회", "은혜교회"}, {"恩典教会（北京）", "恩典教会（北京）"}, {"Abbotsford Church", "Abbotsford Church"},
		{"Église «Espérance»", "Église «Espérance»"}, {"Дом молитвы", "Дом молитвы"},
		{"Official", ""}, {"The official prayer bot", ""}, {"Admin", ""}, {"A D M I N", ""}, {"Ádmin", ""}, {"ＡＤＭＩＮ", ""}, {"0fficial news", ""},
		{"Adm1n", ""}, {"\u0430dmin", ""}, {"Prayerbot", ""}, {"Telegram", ""}, {"B.o.t.", ""},
		{"\u3164", ""}, {"\u2800\u2800", ""}, {"Hope\u3164", ""}, {"\u00AD", ""}, {"!!!", ""}, {"Ho\u200Cpe", ""}, {"$USD", ""}, {"grace#tag", ""},
		{"St. Paul & St. Peter", "St. Paul & St. Peter"},
		{"@everyone", ""}, {"<@7>", ""}, {"discord.gg/x", ""}, {"t.me", ""}, {"https://a", ""}, {"#here", ""}, {"/pray", ""},
		{"*bold*", ""}, {"[a](b)", ""}, {"`x`", ""}, {"a\u200bb", "ab"}, {strings.Repeat("x", 61), ""},
	} {
		k.private(fmt.Sprint(100 + i))
		k.say("/community create " + tt.name)
		if got := k.last.Title; got != tt.shown {
			t.Errorf("%q is called %q", tt.name, got)
		}
	}
}

func TestTheInvitationHoldsLinksWhereTheyAreKnown(t *testing.T) {
	k := newTalk(t)
	k.config.Invite = func(_ context.Context, mark string) (string, string) {
		return "https://example.org/?start=" + mark, "https://example.org/?startgroup=" + mark
	}
	k.restart(t)
	k.group("9", "moderator")
	k.say("/community create Hope")
	groups, people := k.codes(t)
	k.wantSaid(t, "https://example.org/?start=j_"+people)
	k.wantSaid(t, "https://example.org/?startgroup=j_"+groups)
	if k.last.Visibility != reply.Private || !strings.Contains(k.last.Aside, "is created") || strings.Contains(k.last.Aside+k.last.AsideFailed, groups) {
		t.Errorf("the codes are shown to all: %+v", k.last)
	}
}

// brokenStore cannot count.
type brokenStore struct{ *boltstore.Store }

func (brokenStore) CountRequest(context.Context, string, []record.RateCount, time.Time) (record.RateDecision, error) {
	return record.DenyAgain, errors.New("the store is away")
}

// limited is a talk where who asks too often is left without an answer.
func limited(t *testing.T, store func(*boltstore.Store) record.Store) *talk {
	t.Helper()
	k := newTalk(t)
	k.config.Limited = true
	if store != nil {
		k.world.Store = store(k.store)
	}
	k.restart(t)
	return k
}

func TestAFloodIsRefusedOnceAndThenInSilence(t *testing.T) {
	k := limited(t, nil)
	for range 20 {
		k.say("/help")
		k.wantSaid(t, "What I can do")
	}
	k.say("/help")
	k.wantSaid(t, "quiet for two minutes")
	for _, line := range []string{"/help", "/pray", "anything"} {
		if r := k.say(line); !again(r) {
			t.Errorf("%s is answered: %s", line, plain(r))
		}
	}
	if r := k.payload("1 pray"); !again(r) {
		t.Errorf("a button is answered: %s", plain(r))
	}
	k.private("8")
	k.say("/help")
	k.wantSaid(t, "What I can do")
	k.private("1")
	for range 30 {
		k.say("/help")
		k.wantSaid(t, "What I can do")
	}
	k.private("7")
	k.req.Now = k.req.Now.Add(2 * time.Minute)
	k.say("/help")
	k.wantSaid(t, "What I can do")
}

// again tells whether a reply only says once more that somebody asks too often.
func again(r reply.Reply) bool {
	return r.Again && strings.Contains(plain(r), "wait two minutes")
}

func TestAFloodShutsNoModeratorOut(t *testing.T) {
	for _, role := range []string{"moderator", "asked"} {
		k := limited(t, nil)
		k.roles["8"] = reply.Moderator
		counted := &countedRights{talk: k}
		k.world.Rights = counted
		k.group("8", role)
		for range 50 {
			k.say("/help")
			k.wantSaid(t, "What I can do")
		}
		k.group("9", role)
		for range 70 { // until the chat itself has had too much
			k.group(fmt.Sprint(100+counted.n%7), "member")
			k.say("/help")
		}
		k.group("8", role)
		k.say("/help")
		k.wantSaid(t, "What I can do")
		if role == "asked" && counted.of["8"] != 1 {
			t.Errorf("the platform was asked %d times who leads", counted.of["8"])
		}
		k.group("9", "asked")
		for range 30 {
			k.say("/help")
		}
		if !k.last.Again || counted.of["9"] != 1 {
			t.Errorf("a member is answered, or the platform was asked %d times", counted.of["9"])
		}
	}
}

// countedRights counts how often somebody's role was asked for.
type countedRights struct {
	*talk
	n  int
	of map[string]int
}

func (c *countedRights) Role(ctx context.Context, chat record.ChatID, groupID, person string) (reply.Role, error) {
	if c.of == nil {
		c.of = map[string]int{}
	}
	c.n++
	c.of[person]++
	return c.talk.Role(ctx, chat, groupID, person)
}

func TestButtonsCountLightly(t *testing.T) {
	k := limited(t, nil)
	for person := range 100 {
		k.group(fmt.Sprint(100+person), "member")
		k.payload("1 prayed")
		k.wantSaid(t, "Thank you for praying")
	}
	k.group("50", "member")
	for range 60 {
		k.payload("1 prayed")
		k.wantSaid(t, "Thank you for praying")
	}
	k.payload("1 prayed")
	k.wantSaid(t, "quiet for two minutes")
}

func TestAChatThatFloodsIsLeftWithoutAnAnswer(t *testing.T) {
	k := limited(t, nil)
	for i := range 60 {
		k.group(fmt.Sprint(100+i%6), "member")
		k.say("/help")
		k.wantSaid(t, "What I can do")
	}
	k.group("200", "member")
	k.say("/help")
	k.wantSaid(t, "quiet for two minutes")
	if r := k.say("/help"); !again(r) {
		t.Errorf("it is answered: %s", plain(r))
	}
	k.req.Chat.Key, k.req.GroupID = "-200", "-200"
	k.say("/help")
	k.wantSaid(t, "What I can do")
}

func TestSuggestionsAreCountedApart(t *testing.T) {
	k := limited(t, nil)
	for range 200 {
		if len(k.core.Complete(context.Background(), k.req, "pray", "country", "nig")) == 0 {
			t.Fatal("nothing is suggested")
		}
	}
	if got := k.core.Complete(context.Background(), k.req, "pray", "country", "nig"); got != nil {
		t.Errorf("still %d suggestions", len(got))
	}
	k.say("/help")
	k.wantSaid(t, "What I can do")
}

func TestAStoreThatCannotCountStopsNobody(t *testing.T) {
	k := limited(t, func(s *boltstore.Store) record.Store { return brokenStore{s} })
	for range 30 {
		k.say("/help")
		k.wantSaid(t, "What I can do")
	}
}

func TestPrivacyTellsOfOwnersRolesAndCounting(t *testing.T) {
	k := newTalk(t)
	k.say("/privacy")
	for _, text := range []string{"the platform's number of the person who owns it", "the numbers of the roles", "asks too often"} {
		k.wantSaid(t, text)
	}
}

// Somebody who blocked the bot and starts it again can be written to again,
// even without a daily prayer point.
func TestStartingAgainMakesAMemberReachable(t *testing.T) {
	k := newTalk(t)
	ctx := context.Background()
	k.say("/community create Hope")
	if err := k.core.Stop(ctx, k.req.Chat, record.StopBlocked, k.req.Now); err != nil {
		t.Fatal(err)
	}
	chat, err := k.store.Chat(ctx, k.req.Chat)
	if err != nil || chat.Stopped == "" {
		t.Fatalf("it is not stopped: %v", err)
	}
	k.say("/start")
	if chat, err := k.store.Chat(ctx, k.req.Chat); err != nil || chat.Stopped != "" || chat.Community == "" {
		t.Errorf("it is %+v, %v", chat, err)
	}
}
