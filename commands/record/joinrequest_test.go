package record

import (
	"errors"
	"fmt"
	"testing"
	"time"
)

var asked = time.Date(2026, 11, 24, 13, 0, 0, 0, time.UTC)

func request(id string, group int, at time.Time) JoinRequest {
	key := fmt.Sprint(-group)
	return JoinRequest{ID: id, Chat: ChatID{Platform: "telegram", Key: key}, GroupID: key, Name: "Friday", Size: SizeFew, At: at}
}

func TestAGroupAsksOnceAtATime(t *testing.T) {
	c, err := Community{}.Asked(request("one", 1, asked))
	if err != nil {
		t.Fatal(err)
	}
	again, err := c.Asked(request("one", 1, asked))
	if err != nil || len(again.Requests) != 1 {
		t.Errorf("a repeat: %+v, %v", again.Requests, err)
	}
	if _, err := c.Asked(request("two", 1, asked.Add(time.Hour))); !errors.Is(err, ErrChanged) {
		t.Errorf("a second one: %v", err)
	}
	late := asked.Add(JoinRequestLife)
	if after, err := c.Asked(request("two", 1, late)); err != nil || len(after.Requests) != 1 || after.Requests[0].ID != "two" {
		t.Errorf("once the first has lapsed: %+v, %v", after.Requests, err)
	}
}

func TestRequestsAreBounded(t *testing.T) {
	c, err := Community{}, error(nil)
	for i := range MaxJoinRequests {
		if c, err = c.Asked(request(fmt.Sprint(i), i, asked)); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := c.Asked(request("more", 99, asked)); !errors.Is(err, ErrFull) {
		t.Errorf("one more: %v", err)
	}
	if _, err := c.Asked(request("more", 99, asked.Add(JoinRequestLife))); err != nil {
		t.Errorf("once the others have lapsed: %v", err)
	}
}

func TestARequestIsAnsweredOnceAndWithinItsTime(t *testing.T) {
	c, _ := Community{}.Asked(request("one", 1, asked))
	c, _ = c.Asked(request("two", 2, asked.Add(time.Hour)))
	before := asked.Add(JoinRequestLife - time.Second)
	after, r, err := c.Answered("one", before)
	if err != nil || r.Name != "Friday" || len(after.Requests) != 1 || len(c.Requests) != 2 {
		t.Errorf("got %+v, %+v, %v", after.Requests, r, err)
	}
	if _, _, err := after.Answered("one", before); !errors.Is(err, ErrNotFound) {
		t.Errorf("twice: %v", err)
	}
	if _, _, err := c.Answered("one", before.Add(time.Second)); !errors.Is(err, ErrNotFound) {
		t.Errorf("too late: %v", err)
	}
}

func TestWhatLapsedOrIsForgottenGoes(t *testing.T) {
	c, _ := Community{}.Asked(request("one", 1, asked))
	if _, lapsed := c.WithoutLapsed(asked.Add(time.Hour)); lapsed {
		t.Error("it lapses too early")
	}
	if after, lapsed := c.WithoutLapsed(asked.Add(JoinRequestLife)); !lapsed || after.Requests != nil {
		t.Errorf("it stays: %+v", after.Requests)
	}
	over, _ := hope.AskTakeOver(ada, "telegram:-1", asked)
	if _, lapsed := over.WithoutLapsed(asked); lapsed {
		t.Error("a take-over lapses too early")
	}
	if after, lapsed := over.WithoutLapsed(asked.Add(TakeOverSpan)); !lapsed || after.TakeOver != (TakeOver{}) {
		t.Errorf("a take-over stays: %+v", after.TakeOver)
	}
	if after, had := c.WithoutChat(ChatID{Platform: "telegram", Key: "-1"}); !had || after.Requests != nil {
		t.Errorf("it stays: %+v", after.Requests)
	}
	if _, had := c.WithoutChat(ChatID{Platform: "discord", Key: "-1"}); had {
		t.Error("another's goes")
	}
}
