package telegram

import "testing"

func TestTheBotDescribesItselfAsItsOperatorWants(t *testing.T) {
	const own, ownBrief = "A bot that prays (en).", "Prays (en)."
	for _, tt := range []struct {
		choice      Descriptions
		before      string
		long, brief string
	}{
		{"", "", own, ownBrief},
		{FillDescriptions, "Friends who read.", "Friends who read.", "Friends who read."},
		{WriteDescriptions, "Friends who read.", own, ownBrief},
		{KeepDescriptions, "", "", ""},
		{KeepDescriptions, "Friends who read.", "Friends who read.", "Friends who read."},
	} {
		b := newBench(t, func(cfg *Config) { cfg.Descriptions = tt.choice })
		b.srv.Describe(tt.before, tt.before)
		r := b.poller.registrar
		for range 2 {
			if err := r.updateDescriptions(t.Context()); err != nil {
				t.Fatal(err)
			}
		}
		if long, brief := b.srv.Described(""); long != tt.long || brief != tt.brief {
			t.Errorf("%q over %q: %q and %q", tt.choice, tt.before, long, brief)
		}
		if n := b.srv.Calls("setMyDescription"); n > 2 {
			t.Errorf("%q: descriptions that are right are set again", tt.choice)
		}
		if long, _ := b.srv.Described("de"); tt.choice != KeepDescriptions && long != "A bot that prays (de)." {
			t.Errorf("in German it says %q", long)
		}
	}
}

// chineseToo is a core that speaks a language whose name is no code of two letters.
type chineseToo struct{ Core }

func (c chineseToo) Languages() []string { return append(c.Core.Languages(), "zh-Hans", "qps") }

func TestALanguageWithAScriptGoesByItsCode(t *testing.T) {
	b := newBench(t)
	r := b.poller.registrar
	r.core = chineseToo{r.core}
	if err := r.updateDescriptions(t.Context()); err != nil {
		t.Fatal(err)
	}
	if long, _ := b.srv.Described("zh"); long != "A bot that prays (zh-Hans)." {
		t.Errorf("in Chinese it says %q", long)
	}
	if long, _ := b.srv.Described("qps"); long != "" {
		t.Errorf("in a language without a code of two letters it says %q", long)
	}
}
