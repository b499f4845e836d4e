package news

import (
	"context"
	"errors"
	"net/netip"
	"testing"
)

func TestTheLastGuardKnowsPublicFromPrivate(t *testing.T) {
	for address, want := range map[string]bool{
		"93.184.216.34:80": true, "1.1.1.1:443": true, "172.15.0.1:80": true, "172.32.0.1:80": true, "100.63.255.255:80": true,
		"100.128.0.1:80": true, "169.253.0.1:80": true, "[2606:2800:220:1::1]:443": true, "[2a00:1450::1]:443": true,
		"127.0.0.1:80": false, "[::1]:80": false, "169.254.169.254:80": false, "[::ffff:10.0.0.1]:80": false, "[fe80::1%eth0]:80": false,
		"0.0.0.0:80": false, "100.64.0.1:80": false, "[64:ff9b::a00:1]:80": false, "nonsense": false, "": false,
	} {
		if err := guard(nil)(t.Context(), "tcp4", address, nil); (err == nil) != want {
			t.Errorf("%q: %v", address, err)
		}
	}
	if guard(nil)(t.Context(), "unix", "/run/docker.sock", nil) == nil {
		t.Error("a socket of this machine is let through")
	}
	if public(netip.Addr{}) {
		t.Error("no address is public")
	}
}

// What is refused whatever the operator allows.
var never = []string{
	"169.254.169.254:80", "169.254.0.1:80", "[fe80::1]:80", "[fe80::1%eth0]:80", "[fd00:ec2::254]:80", "[fd00:ec2::254%eth0]:80", "[fd20:ce::254]:80",
	"100.100.100.200:80", "168.63.129.16:80", "192.0.0.192:80", "0.0.0.0:80", "[::]:80", "224.0.0.1:80", "[ff02::1]:80", "255.255.255.255:80",
	"[::ffff:169.254.169.254]:80", "[64:ff9b::a9fe:a9fe]:80", "[2002:a9fe:a9fe::]:80", "[::a9fe:a9fe]:80", "nonsense", "",
}

func TestPrivateMeansTheOperatorsOwnHosts(t *testing.T) {
	all := func(string) bool { return true }
	own := context.WithValue(t.Context(), ownKey{}, true)
	for _, address := range []string{"127.0.0.1:80", "10.1.2.3:80", "172.16.0.1:80", "192.168.1.1:8080", "100.64.0.1:80", "[::1]:80", "[fd12::1]:80"} {
		if err := guard(all)(own, "tcp4", address, nil); err != nil {
			t.Errorf("the operator's own %q: %v", address, err)
		}
		if err := guard(all)(t.Context(), "tcp4", address, nil); !errors.Is(err, errStranger) {
			t.Errorf("somebody else's %q: %v", address, err)
		}
		if err := guard(nil)(own, "tcp4", address, nil); !errors.Is(err, errPrivate) {
			t.Errorf("%q where none is allowed: %v", address, err)
		}
	}
	for _, address := range never {
		for _, allowed := range []hosts{nil, all} {
			if err := guard(allowed)(own, "tcp6", address, nil); !errors.Is(err, errNever) {
				t.Errorf("%q: %v", address, err)
			}
		}
	}
}

func TestALinkThatLeadsInside(t *testing.T) {
	for link, want := range map[string]bool{
		"https://example.org/a": false, "https://93.184.216.34/": false, "http://xn--bcher-kva.example/": false, "https://[2606:2800:220:1::1]/": false,
		"https://news.example.home.example/": false, "https://3news.com/": false, "https://a.example.:8443/": false,
		"http://127.0.0.1/": true, "http://10.0.0.8:8080/a": true, "http://169.254.169.254/latest": true, "http://[::1]/": true,
		"http://[fe80::1%25eth0]/": true, "http://[::ffff:127.0.0.1]/": true, "http://2130706433/": true, "http://0x7f000001/": true,
		"http://0177.0.0.1/": true, "http://127.1/": true, "http://0x7f.0x0.0x0.0x1/": true, "http://localhost/": true, "http://LOCALHOST./": true,
		"http://a.localhost/": true, "http://nas/": true, "http://nas.local/": true, "http://wiki.corp/": true, "http://metadata.google.internal/": true,
		"http://fritz.home.arpa/": true, "http://router.lan./": true, "http://168.63.129.16/": true, "http://192.0.2.7/": true, "http://[": true,
	} {
		if got := leadsInside(link); got != want {
			t.Errorf("%s: %v", link, got)
		}
	}
}
