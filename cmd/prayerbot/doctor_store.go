package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"prayerbot/bot/backup"
	"prayerbot/bot/doctor"
	"prayerbot/bot/news"
	"prayerbot/bot/store"
	"prayerbot/bot/store/boltstore"
	"prayerbot/bot/store/redisstore"
	"prayerbot/content"
)

// A storeVisit opens the store once for all checks that look into it. It changes
// nothing there.
type storeVisit struct {
	config *Config
	opened bool
	kept   store.Store
	err    error
}

// open opens the store at the first call, and gives the same afterwards.
func (v *storeVisit) open(ctx context.Context) (store.Store, error) {
	if !v.opened {
		v.opened = true
		v.kept, v.err = lookInto(surroundings{Context: ctx}, *v.config)
	}
	return v.kept, v.err
}

func (v *storeVisit) close() {
	if v.opened && v.err == nil {
		v.kept.Close()
	}
}

// begun tells whether there is a store to look into. An embedded file that is
// not there is not made: the bot does that.
func (v *storeVisit) begun() bool {
	return v.config.Redis != "" || boltstore.Exists(v.config.Data)
}

// storeAnswers examines the store without changing it. Beside a running bot the
// embedded file is in use, as it should be.
func (p *patient) storeAnswers(ctx context.Context) doctor.Result {
	switch {
	case p.config.Redis == "" && p.config.Data == "", p.faults != nil && p.config.Redis != "":
		return doctor.Warn("it was not looked at, because the configuration is wrong")
	case !p.store.begun():
		return makable(p.config.Data)
	case p.config.Redis != "":
		return resultOf(redisstore.Probe(ctx, p.config.Redis))
	}
	return resultOf(boltstore.Probe(p.config.Data))
}

// makable says whether a folder that is not there yet can be made: it tries in the
// nearest one that is there, and leaves nothing.
func makable(folder string) doctor.Result {
	there := folder
	for there != filepath.Dir(there) && !isFolder(there) {
		there = filepath.Dir(there)
	}
	tried, err := os.MkdirTemp(there, ".prayerbot-*")
	if err != nil {
		return doctor.Ill("there is none yet, and the bot cannot make it in %s: nothing can be written in %s", folder, there).With("Let the bot write there, or name another folder (PRAYERBOT_DATA).")
	}
	os.Remove(tried)
	return doctor.Well("there is none yet; the bot makes it in %s", folder)
}

// lookInside opens the store for a row. Where it cannot be looked into, instead is
// what the row says; inUse is what it says where a running bot has the file.
func (p *patient) lookInside(ctx context.Context, inUse string) (kept store.Store, instead *doctor.Result) {
	say := func(r doctor.Result) (store.Store, *doctor.Result) { return nil, &r }
	if p.faults != nil || !p.store.begun() {
		return say(doctor.Well("nothing was looked at"))
	}
	kept, err := p.store.open(ctx)
	var held *boltstore.InUseError
	switch {
	case errors.As(err, &held):
		return say(doctor.Well("%s", inUse))
	case errors.Is(err, fs.ErrNotExist):
		return say(doctor.Well("nothing is stored yet"))
	case err != nil:
		return say(doctor.Warn("it was not looked at, because the store does not answer").With("Look at the store first."))
	}
	return kept, nil
}

// restored says whether a backup came in whole.
func (p *patient) restored(ctx context.Context) doctor.Result {
	kept, instead := p.lookInside(ctx, "none is under way, because a bot runs")
	if instead != nil {
		return *instead
	}
	if err := notHalf(ctx, kept); err != nil {
		return doctor.Ill("%v", err)
	}
	return doctor.Well("none was stopped in its middle")
}

// lateCopy is from when on a copy for disasters is late: one is made every day.
const lateCopy = 48 * time.Hour

// copies says how old the newest copy for disasters is.
func (p *patient) copies(context.Context) doctor.Result {
	if p.config.BackupTo == "" {
		return doctor.Well("none are wanted (PRAYERBOT_BACKUP_RECIPIENT)")
	}
	made, err := backup.Newest(p.config.backupFolder())
	switch {
	case err != nil:
		return doctor.Ill("they cannot be looked at: %v", err)
	case made.IsZero():
		return doctor.Warn("there is none yet; the running bot makes one a day")
	case p.now().Sub(made) > lateCopy:
		return doctor.Warn("the newest is of %s", made.Format("2006-01-02 15:04 UTC"))
	}
	return doctor.Well("the newest is of %s", made.Format("2006-01-02 15:04 UTC"))
}

// setAside says how much cannot be read, or was given up.
func (p *patient) setAside(ctx context.Context) doctor.Result {
	kept, instead := p.lookInside(ctx, "a running bot has the embedded file in use; its log names what it sets aside")
	if instead != nil {
		return *instead
	}
	all, err := kept.Dead(ctx)
	if err != nil {
		return doctor.Ill("it cannot be read: %v", err)
	}
	return store.DeadResult(all)
}

// resultOf is the worst of some results.
func resultOf(all []*doctor.Result) doctor.Result {
	if worst := doctor.WorstResult(all); worst != nil {
		return *worst
	}
	return *all[0]
}

// newsFeeds says which feeds have been failing for so long that somebody should
// look at them.
func (p *patient) newsFeeds(ctx context.Context) doctor.Result {
	switch {
	case p.library == nil:
		return doctor.Warn("they were not looked at, because the content is wrong").With("Correct the content first.")
	case p.faults != nil:
		return doctor.Warn("they were not looked at, because the configuration is wrong").With("Correct the configuration first.")
	}
	feeds := p.config.feeds(p.library)
	if !p.store.begun() {
		return feedsResult(feeds, nil, p.now())
	}
	kept, instead := p.lookInside(ctx, "a running bot fetches them; how each is stands in its /metrics (PRAYERBOT_HTTP)")
	if instead != nil {
		return *instead
	}
	states, err := kept.States(ctx)
	if err != nil {
		return doctor.Ill("how they are cannot be read: %v", err)
	}
	return feedsResult(feeds, states, p.now())
}

// feedsResult says how the feeds are: a warning where some have failed for days, or where
// all that were asked fail, which one publisher's trouble does not explain.
func feedsResult(feeds []content.Feed, states map[string]news.State, now time.Time) doctor.Result {
	v := visited(feeds, states, now)
	switch {
	case len(v.long) > 0:
		return doctor.Warn("%d of %d have been failing for three days or more: %s", len(v.long), v.on, strings.Join(v.long, ", "))
	case v.asked == 0:
		return doctor.Well("%d of %d are on, and none was fetched yet", v.on, len(feeds))
	case len(v.failed) == v.asked:
		return doctor.Warn("all %d that were fetched failed the last time: %s", v.asked, some(v.failed)).
			With("Look whether this machine reaches the internet, and at their addresses with prayerbot feeds.")
	case len(v.failed) > 0:
		return doctor.Well("%d of %d are on; %d failed the last time, and none has been failing for days: %s", v.on, len(feeds), len(v.failed), some(v.failed))
	}
	return doctor.Well("%d of %d are on, and none failed the last time", v.on, len(feeds))
}

// A feedVisit is how the feeds were when they were last fetched.
type feedVisit struct {
	on, asked    int
	failed, long []string // with the reason; long are those that fail for days
}

func visited(feeds []content.Feed, states map[string]news.State, now time.Time) (v feedVisit) {
	for _, f := range feeds {
		s := states[f.Key].Of(f)
		if !f.On {
			continue
		}
		v.on++
		if !s.Fetched.IsZero() {
			v.asked++
		}
		if !s.Failing.IsZero() {
			v.failed = append(v.failed, fmt.Sprintf("%s (%s)", f.Key, s.Status))
		}
		if s.FailsTooLong(now) {
			v.long = append(v.long, fmt.Sprintf("%s (since %s: %s)", f.Key, moment(s.Failing), s.Status))
		}
	}
	return v
}

// some are a few of several names, with how many more there are.
func some(names []string) string {
	text := strings.Join(names[:min(len(names), mostNamed)], ", ")
	if more := len(names) - mostNamed; more > 0 {
		text += fmt.Sprintf(" and %d more", more)
	}
	return text
}

// runningBot asks the bot at PRAYERBOT_HTTP how it is. Where none answers, none
// runs, which is no fault.
func (p *patient) runningBot(ctx context.Context) doctor.Result {
	ready, said, err := askReady(ctx, p.config.HTTP)
	switch {
	case err != nil:
		return doctor.Warn("none answers at PRAYERBOT_HTTP").With("Start it: prayerbot, or systemctl start prayerbot. Before the first start that is as it should be.")
	case !ready:
		return doctor.Ill("it is not ready:\n%s", said)
	}
	return doctor.Well("it is ready")
}
