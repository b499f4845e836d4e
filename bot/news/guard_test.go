package news_test

import (
	"net"
	"net/http"
	"strings"
	"testing"

	"prayerbot/content"
)

// refused tells whether a status says that an address is private.
func refused(status string) bool {
	return strings.HasPrefix(status, "the address is of a private network")
}

// inside are addresses that lead to this machine or its network.
var inside = []string{
	"127.0.0.1", "127.1.2.3", "[::1]", "0.0.0.0", "[::]", "10.0.0.1", "172.16.0.1", "172.31.255.255", "192.168.1.1",
	"169.254.169.254", "[fe80::1]", "[fe80::1%25lo]", "100.64.0.1", "100.127.255.254", "224.0.0.1", "[ff02::1]",
	"255.255.255.255", "240.0.0.1", "192.0.0.8", "198.18.0.1", "203.0.113.7", "[fc00::1]", "[fd12::1]", "[fec0::1]",
	"[::ffff:127.0.0.1]", "[::ffff:93.184.216.34]", "[::127.0.0.1]", "[64:ff9b::7f00:1]", "[64:ff9b:1::1]",
	"[2002:7f00:1::]", "[2001:0:7f00:1::]", "[2001:db8::1]", "[100::1]",
}

// closed is a newsroom that allows no private address.
func closed(t *testing.T, address string) *newsroom {
	n := newNewsroom(t)
	n.config.Private = false
	if address != "" {
		n.config.Resolver = names(t, address)
	}
	n.restart()
	return n
}

func TestPrivateAddressesAreNotAsked(t *testing.T) {
	for _, host := range inside {
		n := closed(t, "")
		n.feeds = []content.Feed{{Key: "star", Address: "http://" + host + "/feed", On: true}}
		n.step()
		if s := n.state("star"); !refused(s.Status) {
			t.Errorf("%s: %s", host, s.Status)
		}
	}
}

// turnedAway tells whether a status says that an address is private, or that
// its name was not even looked up: Go takes a number for no name, and another
// system's resolver may take it for an address.
func turnedAway(status string) bool {
	return refused(status) || status == "the name of the host was not found"
}

func TestNamesOfPrivateAddressesAreNotAsked(t *testing.T) {
	for _, address := range []string{"127.0.0.1", "10.1.2.3", "169.254.169.254", "100.64.0.1", "::1", "fe80::1", "64:ff9b::7f00:1", "fd00::1"} {
		for _, name := range []string{"inside.example", "2130706433", "0x7f000001", "0177.0.0.1", "127.1", "localhost"} {
			n := closed(t, address)
			p := n.publish("star", rss())
			_, port, _ := net.SplitHostPort(p.Listener.Addr().String())
			n.feeds[0].Address = "http://" + name + ":" + port + "/feed"
			n.step()
			if asked, _ := p.requests(); len(asked) != 0 {
				t.Errorf("%s at %s was asked", name, address)
			}
			if s := n.state("star"); !turnedAway(s.Status) {
				t.Errorf("%s at %s: %s", name, address, s.Status)
			}
		}
	}
}

func TestNoRedirectLeadsInside(t *testing.T) {
	for _, target := range []string{
		"http://127.0.0.1:PORT/", "http://[::1]:PORT/", "http://169.254.169.254/latest/meta-data/", "http://2130706433:PORT/",
		"http://0x7f000001:PORT/", "http://localhost:PORT/", "http://rebound.example:PORT/", "//127.0.0.1:PORT/", "https://[::ffff:7f00:1]:PORT/",
	} {
		t.Run(target, func(t *testing.T) {
			n := closed(t, "127.0.0.1")
			secret := newPublisher(t, n.hurried)
			secret.says(rss(item("A secret", "https://star.example/1", 1)))
			_, port, _ := net.SplitHostPort(secret.Listener.Addr().String())
			p := n.publish("star", func(w http.ResponseWriter, r *http.Request) {
				http.Redirect(w, r, strings.ReplaceAll(target, "PORT", port), http.StatusMovedPermanently)
			})
			n.feeds[0].Address = "http://93.184.216.34/feed"
			n.fetcher.Reach("93.184.216.34:80", p.Listener.Addr().String())
			n.step()
			if asked, _ := p.requests(); len(asked) != 1 {
				t.Fatalf("the public server was asked %d times", len(asked))
			}
			if asked, _ := secret.requests(); len(asked) != 0 || len(n.headlines()) != 0 {
				t.Error("the redirect led inside")
			}
			if s := n.state("star"); !turnedAway(s.Status) || s.Moved != "" {
				t.Errorf("the state is %+v", s)
			}
		})
	}
}

func TestPublicAddressesAreAsked(t *testing.T) {
	for _, address := range []string{"93.184.216.34", "[2606:2800:220:1::1]"} {
		n := closed(t, "")
		p := n.publish("star", rss(item("One", "https://star.example/1", 1)))
		n.feeds[0].Address = "http://" + address + "/feed"
		n.fetcher.Reach(address+":80", p.Listener.Addr().String())
		n.step()
		n.wantTitles("One")
	}
}

func TestErrorsNameNoAddress(t *testing.T) {
	n := newNewsroom(t)
	p := n.publish("star", rss())
	p.Close()
	n.feeds[0].Address += "?token=hunter2"
	n.step()
	if s := n.state("star"); strings.Contains(s.Status, "hunter2") || s.Failures != 1 {
		t.Errorf("the state is %+v", s)
	}
}

// Where private addresses are allowed, that is for the hosts of the list: a
// redirect leads to no other, and never to a link-local address.
func TestARedirectLeadsToNoHostThatTheListDoesNotName(t *testing.T) {
	for _, tt := range []struct {
		target, address string
		well            bool
	}{
		{"http://star.test:PORT/", "127.0.0.1", true},
		{"http://listed.test:PORT/", "127.0.0.1", true},
		{"http://other.test:PORT/", "127.0.0.1", false},
		{"http://127.0.0.1:PORT/", "127.0.0.1", false},
		{"http://[::1]:PORT/", "127.0.0.1", false},
		{"http://169.254.169.254/latest/meta-data/", "127.0.0.1", false},
		{"http://[fe80::1%25lo]:PORT/", "127.0.0.1", false},
		{"http://[fd00:ec2::254]/latest/", "127.0.0.1", false},
		{"http://[::ffff:169.254.169.254]/", "127.0.0.1", false},
	} {
		t.Run(tt.target, func(t *testing.T) {
			n := newNewsroom(t)
			home := newPublisher(t, n.hurried)
			home.says(rss(item("One", "https://star.example/1", 1)))
			_, port, _ := net.SplitHostPort(home.Listener.Addr().String())
			n.publish("star", func(w http.ResponseWriter, r *http.Request) {
				http.Redirect(w, r, strings.ReplaceAll(tt.target, "PORT", port), http.StatusFound)
			})
			n.feeds = append(n.feeds, content.Feed{Key: "listed", Address: "http://listed.test/feed"})
			n.step()
			asked, _ := home.requests()
			if s := n.state("star"); (len(asked) == 1) != tt.well || refused(s.Status) == tt.well {
				t.Errorf("asked %d times: %s", len(asked), s.Status)
			}
		})
	}
}

// The name of a listed host may come to stand for a link-local address.
func TestAListedHostIsNotAskedAtALinkLocalAddress(t *testing.T) {
	for _, address := range []string{"169.254.169.254", "fe80::1", "fd00:ec2::254", "168.63.129.16"} {
		n := newNewsroom(t)
		n.config.Resolver = names(t, address)
		n.restart()
		n.publish("star", rss())
		n.step()
		if s := n.state("star"); !strings.Contains(s.Status, "never asked") {
			t.Errorf("%s: %s", address, s.Status)
		}
	}
}

func TestALinkToAPrivateAddressIsNotKept(t *testing.T) {
	n := newNewsroom(t)
	n.publish("star", rss(
		item("One", "https://star.example/1", 1), item("Two", "http://192.168.1.1/admin", 2), item("Three", "http://169.254.169.254/latest", 3),
		item("Four", "http://nas.local/four", 4), item("Five", "http://2130706433/five", 5)))
	n.step()
	n.wantTitles("One")
}
