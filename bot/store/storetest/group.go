package storetest

import "github.com/google/go-cmp/cmp"

func groupChats(b *bench) {
	b.saveIn("-1", "-1/45", at(1))
	b.saveIn("-1", "-1", at(1))
	b.saveIn("-2", "-2", at(1))
	b.save("7", at(1), 1)
	gone := b.chat(b.saveIn("-1", "-1/46", at(1)))
	gone.Subscriptions = nil
	b.must(b.Store.SaveChat(b.ctx, gone, "gone", nil))
	forgotten := b.chat(b.saveIn("-1", "-1/47", at(1)))
	b.must(b.Store.Forget(b.ctx, forgotten.ID))
	for groupID, want := range map[string][]string{"-1": {"-1", "-1/45"}, "-2": {"-2"}, "-3": nil, "": nil} {
		chats, err := b.Store.GroupChats(b.ctx, "telegram", groupID)
		b.must(err)
		var got []string
		for _, c := range chats {
			got = append(got, c.ID.Key)
			if len(c.Subscriptions) != 1 || c.Revision == "" {
				b.Errorf("%s is read as %+v", c.ID.Key, c)
			}
		}
		if diff := cmp.Diff(want, got); diff != "" {
			b.Errorf("group %q: %s", groupID, diff)
		}
	}
}
