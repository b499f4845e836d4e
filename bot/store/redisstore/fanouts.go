package redisstore

import (
	"context"
	"time"

	"prayerbot/bot/outbox"
)

// PendingFanOuts lists the announcements of which the platform has a step to do.
func (s fanOuts) PendingFanOuts(ctx context.Context, platform string, now time.Time) ([]outbox.FanOut, error) {
	ctx, cancel := within(ctx)
	defer cancel()
	ids, err := s.confirmed(ctx)
	if err != nil {
		return nil, err
	}
	all, hashes, err := announcements(s).readAll(ctx, ids, now)
	var pending []outbox.FanOut
	for i, a := range all {
		if only := a.To.Platform(); only != "" && only != platform {
			continue
		}
		step, asked := outbox.NextStep(a, func(step outbox.Step) bool { return hashes[i][fanOutField(platform, step)] != "" })
		if asked {
			pending = append(pending, outbox.FanOut{Announcement: a, Step: step})
		}
	}
	return pending, err
}

// fanOutField is where it is noted that a step is done on a platform. The first
// step has no name of its own.
func fanOutField(platform string, step outbox.Step) string {
	if step == outbox.StepPost {
		return fanOutPrefix + platform
	}
	return fanOutPrefix + platform + ":" + string(step)
}

// fanOutPrefix is what these fields begin with.
const fanOutPrefix = "spread:"

// FinishFanOut records that a step has been done for every chat of the platform.
func (s fanOuts) FinishFanOut(ctx context.Context, platform, id string, step outbox.Step) error {
	ctx, cancel := within(ctx)
	defer cancel()
	return s.run(ctx, "finish_fanout", []string{announcementKey(id)}, fanOutField(platform, step)).Err()
}
