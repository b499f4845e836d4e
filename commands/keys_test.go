package commands_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"prayerbot/bot/news"
	"prayerbot/commands/announce"
	"prayerbot/commands/record"
	"prayerbot/commands/reply"
	"prayerbot/content"
)

// A crawler presses every button that it meets and looks whether it leads to
// the place that its label and its page promise.
type crawler struct {
	*testing.T
	*talk
	lib   *content.Library
	seen  map[string]bool // payloads that were pressed
	tries int
	// places are what the labels of buttons promise, the first of those with one label.
	places map[string]subject
	// anothers counts how often another point of a country was asked for.
	anothers map[string]int
}

// mostAnothers is how many points of a country are looked at; in another language,
// where the same points come in the same order, the first of them show its names.
func (c *crawler) mostAnothers() int {
	if c.req.Language == "" {
		return 12
	}
	return 3
}

func newCrawler(t *testing.T, language string) *crawler {
	c := &crawler{T: t, talk: newTalk(t), lib: builtin(), seen: map[string]bool{}, anothers: map[string]int{}}
	c.req.Language = language
	c.places = map[string]subject{}
	for _, r := range slices.Backward(c.lib.Regions) {
		c.places[short(r.Name)] = subject{region: r}
	}
	for _, x := range slices.Backward(c.lib.Countries) {
		c.places[c.labelOf(x)] = subject{country: x}
	}
	return c
}

// name is a country's name in the language of the crawler.
func (c *crawler) name(x *content.Country) string {
	if name := x.Names[c.req.Language]; name != "" {
		return name
	}
	return x.Name
}

func flagOf(x *content.Country) string {
	return string([]rune{'\U0001F1E6' + rune(x.Key[0]-'A'), '\U0001F1E6' + rune(x.Key[1]-'A')})
}

// labelOf is what stands on a button that names a country.
func (c *crawler) labelOf(x *content.Country) string { return short(flagOf(x) + " " + c.name(x)) }

func short(s string) string {
	if r := []rune(s); len(r) > 40 {
		return strings.TrimRight(string(r[:39]), " ") + "…"
	}
	return s
}

// A subject is what a page is about; the zero subject is the whole world.
type subject struct {
	country *content.Country
	region  *content.Region
	list    *content.List
}

func (c *crawler) called(s subject) string {
	switch {
	case s.country != nil:
		return c.name(s.country)
	case s.region != nil:
		return s.region.Name
	case s.list != nil:
		return s.list.Name
	}
	return ""
}

// within is what a subject is called within a sentence.
func (c *crawler) within(s subject) string {
	switch name := c.called(s); {
	case s.country != nil && name == s.country.Name && s.country.InText != "":
		return s.country.InText
	case s.region != nil && s.region.InText != "":
		return s.region.InText
	default:
		return name
	}
}

// tells whether a reply is about a subject, to judge by its first words.
func (c *crawler) tells(r reply.Reply, s subject) bool {
	name, first := c.called(s), ""
	if len(r.Blocks) > 0 {
		first = r.Blocks[0].Text
	}
	known := []string{"News: " + name, name, strings.ToUpper(name[:1]) + name[1:]}
	none := []string{"There is no news about " + c.within(s) + " yet.", "There is no prayer point for " + c.within(s) + " yet. The report tells about the country."}
	switch {
	case slices.Contains(known, r.Title) || slices.Contains(none, first):
		return true
	case s.country != nil:
		return r.Title == flagOf(s.country)+" "+name || strings.HasPrefix(r.Title, flagOf(s.country)+" ")
	}
	// A point or a page of a region or list is about one of its countries.
	return slices.ContainsFunc(c.members(s), func(x *content.Country) bool { return strings.HasPrefix(r.Title, flagOf(x)+" ") })
}

func (c *crawler) members(s subject) []*content.Country {
	switch {
	case s.region != nil:
		return s.region.Countries
	case s.list != nil:
		return s.list.Countries
	}
	return nil
}

// leads says what a button of a page promises by its label; false where it is
// no place.
func (c *crawler) leads(label string, page subject) (subject, bool) {
	if place, is := c.places[label]; is {
		return place, true
	}
	own := []string{
		"Country report", "News", "Pray", "More", "More news", "Newer", short("Pray for " + c.within(page)), short("Another for " + c.within(page)),
	}
	return page, page != subject{} && slices.Contains(own, label)
}

// check presses all buttons of a page, and those of the pages that they lead to.
func (c *crawler) check(r reply.Reply, page subject) {
	c.Helper()
	if label := twice(r); label != "" {
		c.Errorf("two buttons say %q on\n%s", label, plain(r))
	}
	for _, row := range r.Buttons {
		for _, b := range row {
			if b.Link != "" || c.seen[b.Payload()] {
				continue
			}
			c.seen[b.Payload()] = true
			if strings.HasPrefix(b.Label, "Another") {
				if c.anothers[b.Label]++; c.anothers[b.Label] > c.mostAnothers() {
					continue // it counts on for ever
				}
			}
			c.follow(b, page)
		}
	}
}

func (c *crawler) follow(b reply.Button, page subject) {
	c.Helper()
	if len(b.Payload()) > reply.MaxPayload {
		c.Errorf("%q is too long", b.Payload())
	}
	if id, is := strings.CutPrefix(b.Do, "prayed "); is {
		if c.lib.Point(id) == nil {
			c.Errorf("%s names no point", b.Do)
		}
		return
	}
	got := c.payload(b.Payload())
	c.tries++
	c.opens(b, got)
	if title, is := strings.CutPrefix(b.Label, "Read: "); is {
		c.story(got, b, strings.TrimSuffix(title, "…"))
		return
	}
	id, _, _ := strings.Cut(strings.TrimPrefix(b.Do, "more "), " ") // a date stands behind it
	if p := c.lib.Point(id); p != nil && p.Country == nil {         // of a day
		if !strings.Contains(got.Title, p.Title) {
			c.Errorf("%q (%s) leads to\n%s", b.Label, b.Do, plain(got))
		}
		return
	}
	want, placed := c.leads(b.Label, page)
	if !placed {
		return
	}
	if !c.tells(got, want) {
		c.Errorf("%q (%s) should lead to %s, but leads to\n%s", b.Label, b.Do, c.called(want), plain(got))
		return
	}
	c.older(b, got)
	c.check(got, c.narrowed(got, want))
}

// narrowed is the one country that a point is about which a region or list has
// led to.
func (c *crawler) narrowed(r reply.Reply, s subject) subject {
	for _, x := range c.members(s) {
		if strings.HasPrefix(r.Title, flagOf(x)+" ") {
			return subject{country: x}
		}
	}
	return s
}

// opens follows the links that say the same in private: that of the button,
// and that of the page.
func (c *crawler) opens(b reply.Button, want reply.Reply) {
	c.Helper()
	if start := b.Start(); start != "" {
		if got := c.say("/start " + start); inOneWay(got) != inOneWay(want) || len(start) > reply.MaxStart {
			c.Errorf("%q (%s) opens %q, which leads to\n%s", b.Label, b.Do, start, plain(got))
		}
	}
	if want.Start != "" {
		if got := c.say("/start " + want.Start); got.Title != want.Title {
			c.Errorf("%q (%s) leads to %s, and its link %q to %s", b.Label, b.Do, want.Title, want.Start, got.Title)
		}
	}
	placed := strings.Contains(b.Do, "=") && !strings.HasPrefix(b.Do, "settings") && !strings.HasPrefix(b.Do, "subscribe")
	if placed && (b.Start() == "" || want.Start == "") {
		c.Errorf("%q (%s) has no link", b.Label, b.Do)
	}
}

// inOneWay is a reply without where it belongs.
func inOneWay(r reply.Reply) string {
	r.Visibility = reply.ForChat
	return plain(r)
}

// story checks a page that a button's title promises.
func (c *crawler) story(got reply.Reply, b reply.Button, title string) {
	c.Helper()
	for _, post := range c.lib.Posts {
		if got.Title == flagOf(post.Country)+" "+post.Title && strings.HasPrefix(post.Title, title) {
			c.check(got, subject{country: post.Country})
			return
		}
	}
	c.Errorf("%q leads to %q", b.Label, got.Title)
}

// older presses the same button as it was written before keys had a mark.
func (c *crawler) older(b reply.Button, want reply.Reply) {
	c.Helper()
	if before := strings.ReplaceAll(b.Payload(), "=", ""); before != b.Payload() {
		if got := c.payload(before); plain(got) != plain(want) {
			c.Errorf("an old button %q leads to\n%s", before, plain(got))
		}
	}
}

// subjects are all places that there are.
func (c *crawler) subjects() []subject {
	var all []subject
	for _, x := range c.lib.Countries {
		all = append(all, subject{country: x})
	}
	for _, r := range c.lib.Regions {
		all = append(all, subject{region: r})
	}
	for _, list := range c.lib.Lists {
		all = append(all, subject{list: list})
	}
	return all
}

// hearOfAll keeps a headline about every country, so that each has news.
func (c *crawler) hearOfAll() {
	var all []news.Find
	for _, x := range c.lib.Countries {
		for n := range 2 {
			at := c.req.Now.Add(-time.Duration(n+1) * time.Hour)
			all = append(all, news.Find{Headline: content.Headline{
				ID: fmt.Sprint(x.Key, n), Title: fmt.Sprint("Of ", x.Key, " ", n), Publisher: "Somebody", Language: "en",
				Link: "https://example.org/", Published: at, Kept: at, Countries: []string{x.Key},
			}})
		}
	}
	if _, err := c.store.Keep(context.Background(), all); err != nil {
		c.Fatal(err)
	}
}

func TestEveryButtonLeadsToItsOwnPlace(t *testing.T) {
	for _, language := range []string{"", "vi", "sv"} {
		t.Run("in "+language, func(t *testing.T) {
			c := newCrawler(t, language)
			c.hearOfAll()
			for _, line := range []string{"/start", "/help", "/country", "/news", "/pray", "/status", "/schedule", "/settings", "/community"} {
				c.check(c.say(line), subject{})
			}
			for _, x := range c.lib.Countries {
				if !c.seen["1 .country ="+x.Key] {
					t.Errorf("no picker leads to %s", x.Name)
				}
			}
			for _, s := range c.subjects() {
				c.check(c.say("/news "+c.typed(s)), s)
				c.check(c.say("/pray "+c.typed(s)), s)
			}
			t.Logf("%d buttons were pressed", c.tries)
		})
	}
}

// typed is what somebody types for a place.
func (c *crawler) typed(s subject) string {
	if s.country != nil {
		return s.country.Slug
	}
	return c.called(s)
}

func TestEveryButtonOfADeliveryLeadsToItsOwnPlace(t *testing.T) {
	c := newCrawler(t, "vi")
	c.hearOfAll()
	chat := record.Chat{ID: c.req.Chat, Language: "vi"}
	slot := func(day content.Date) record.Slot {
		return record.Slot{Date: day, Due: time.Date(day.Year, day.Month, day.Day, 13, 0, 0, 0, time.UTC)}
	}
	today := content.DateOf(c.req.Now)
	s := record.Subscription{ID: 1, Zone: "UTC"}
	for n := range 366 {
		day := today.Add(-n)
		c.delivered(chat, s, slot(day), c.lib.Daily(day, content.Selection{}, day))
	}
	for _, about := range c.subjects() {
		s.Selection = selectionOf(about)
		c.delivered(chat, s, slot(today), c.lib.Daily(today, s.Selection, today))
		digest, _, err := c.core.Digest(context.Background(), chat, s, slot(today), slot(today).Due)
		if err != nil || digest.Empty() {
			t.Fatalf("the news of %s: %v", c.called(about), err)
		}
		if about.list != nil {
			about = subject{}
		}
		c.seen = map[string]bool{}
		c.check(digest, about)
		if about.country != nil {
			alert := record.Announcement{Kind: record.KindUrgent, Country: about.country.Key, Text: "Pray."}
			c.seen = map[string]bool{}
			c.check(c.core.Announced(alert, "vi"), about)
		}
	}
}

func selectionOf(s subject) content.Selection {
	switch {
	case s.country != nil:
		return content.Selection{Countries: []string{s.country.Key}}
	case s.region != nil:
		return content.Selection{Regions: []string{s.region.Key}}
	}
	return content.Selection{Lists: []string{s.list.Key}}
}

// delivered checks the buttons of a daily point.
func (c *crawler) delivered(chat record.Chat, s record.Subscription, slot record.Slot, p *content.Point) {
	c.Helper()
	answer, err := c.core.Daily(context.Background(), chat, s, slot, slot.Due)
	if err != nil || p == nil {
		c.Fatal(p, err)
	}
	if label := twice(answer); label != "" {
		c.Errorf("two buttons say %q under\n%s", label, plain(answer))
	}
	about := subject{}
	if concerned := p.Countries(); len(concerned) == 1 {
		about.country = concerned[0]
	}
	for _, row := range answer.Buttons {
		for _, b := range row {
			c.follow(b, about)
		}
	}
}

func TestWhatIsWrittenByItsCodeIsThatCountry(t *testing.T) {
	k := newTalk(t)
	k.private("1") // an operator
	k.say("/subscribe 07:00 Lagos for Burundi")
	for _, code := range []string{"BI", "AO", "MY", "SA", "MO"} {
		to, err := k.core.ParseAudience("country:" + code)
		if err != nil || to.Key != code {
			t.Errorf("country:%s is %s, %v", code, to.Key, err)
		}
		form := k.payload("1 announce urgent =" + code)
		if form.Form == nil || form.Form.Do != "announce urgent ="+code {
			t.Errorf("the form for %s is %+v", code, form.Form)
		}
		draft, _, err := k.core.ComposeAnnouncement(context.Background(), announce.ConsoleAnnouncement{To: "everyone", Urgent: true, Country: code, Text: "Pray."}, k.req.Now)
		if err != nil || draft.Country != code {
			t.Errorf("an alert for %s is for %s, %v", code, draft.Country, err)
		}
	}
	for _, payload := range []string{"1 country =ZZ", "1 country =burundi", "1 pray =Ng", "1 news =nigeria"} {
		if got := plain(k.payload(payload)); !strings.Contains(got, "That button is from an earlier version") {
			t.Errorf("%s is answered by\n%s", payload, got)
		}
	}
}
